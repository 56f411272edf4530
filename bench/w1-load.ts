import * as v from 'valibot';
import { loadOptions, runLoad } from './lib/run-load.ts';

/** The load of W1, in a process of its own: `bench/w1.ts` starts it with its options as JSON, and reads its result. */
const options = v.parse(loadOptions, JSON.parse(process.argv[2] ?? ''));
console.log(JSON.stringify(await runLoad(options)));
process.exit(0);
