import { isLoadName, runLoad } from './lib/loads/loads.ts';

/** One load, in a process of its own: the benchmarks start it with a name and options as JSON, and read its figures. */
const [name = '', options = ''] = process.argv.slice(2);
if (!isLoadName(name)) throw new Error(`no load is called "${name}"`);
console.log(JSON.stringify(await runLoad(name, JSON.parse(options))));
process.exit(0);
