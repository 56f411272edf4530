import { createInterface } from 'node:readline';
import { HonestCrowd, type CrowdOptions } from '../relay/attack/honest-crowd.ts';

/**
 * People who shop while a relay is attacked, in a process of their own so that their figures are theirs: `npm run attack`
 * starts it with its options as JSON. Each line it is given, `take` or `finish`, is answered by a line of JSON.
 */
const crowd = new HonestCrowd(JSON.parse(process.argv[2] ?? '') as CrowdOptions);
for await (const line of createInterface(process.stdin)) {
  if (line === 'take') console.log(JSON.stringify(crowd.take()));
  if (line === 'finish') {
    console.log(JSON.stringify(await crowd.finish(10_000)));
    process.exit(0);
  }
}
