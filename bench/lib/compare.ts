import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import type { Contestant } from './contestants.ts';
import { loadResult, type LoadOptions, type LoadResult } from './run-load.ts';

export type Workload = Pick<LoadOptions, 'carts' | 'clientsPerCart' | 'inFlight' | 'updates'>;

/** The results of one server, a round each. */
export interface Rounds {
  readonly name: string;
  readonly results: readonly LoadResult[];
}

/** Puts the servers under the same load in turn, a new process each time, so many rounds. */
export async function compare(
  contestants: readonly Contestant[],
  workload: Workload,
  rounds: number,
  onResult: (name: string, result: LoadResult) => void,
): Promise<readonly Rounds[]> {
  const results = new Map(contestants.map(({ name }) => [name, [] as LoadResult[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of contestants) {
      const result = await measure(contestant, workload);
      results.get(contestant.name)?.push(result);
      onResult(contestant.name, result);
    }
  }
  return Array.from(results, ([name, list]) => ({ name, results: list }));
}

async function measure(contestant: Contestant, workload: Workload): Promise<LoadResult> {
  const { name, dialect } = contestant;
  const server = await contestant.start();
  try {
    const options: LoadOptions = { ...workload, dialect, ws: server.ws, pid: server.pid };
    const program = join(dirname(process.argv[1] ?? ''), 'w1-load.js');
    const child = spawn(process.execPath, [program, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    if (child.exitCode !== 0) throw new Error(`the load on ${name} failed`);
    return v.parse(loadResult, JSON.parse(output));
  } finally {
    await server.end();
  }
}
