import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Figures } from '../loads/load.ts';
import { spawnLoad } from '../loads/spawn-load.ts';
import { trolley, withDirectory, withServer } from '../servers/contestants.ts';
import { groupOf, profileGroups } from './group-of.ts';
import { cpuProfile, selfTimes, type CpuProfile, type SelfTime } from './self-time.ts';
import { newSourceOf } from './source-of.ts';

/** Where the relay's time goes in W1. Microseconds for each update. */
export interface RelayProfile {
  readonly updates: number;
  /** Of all threads, and of the main one, as the kernel counts it while no profile is taken. */
  readonly processor: number;
  readonly mainThread: number;
  /** The main thread's, shared out by samples. */
  readonly groups: readonly { readonly group: string; readonly perUpdate: number }[];
  readonly functions: readonly {
    readonly name: string;
    readonly source: string;
    readonly group: string;
    readonly perUpdate: number;
  }[];
}

const SAMPLE_MICROSECONDS = 250;

/**
 * Runs W1 twice: against the relay as it is, for what it costs, and against one that takes a profile of itself, for
 * what that is spent on.
 */
export async function profileRelay(updates: number, functions: number): Promise<RelayProfile> {
  const cost = await runW1(updates, []);
  return await withDirectory(async (directory) => {
    const { startedAt = 0, endedAt = 0 } = await runW1(updates, [
      '--cpu-prof',
      `--cpu-prof-dir=${directory}`,
      `--cpu-prof-interval=${SAMPLE_MICROSECONDS}`,
    ]);
    return summarize(selfTimes(readProfile(directory), startedAt, endedAt), cost, functions);
  });
}

const runW1 = (updates: number, nodeArgs: readonly string[]): Promise<Figures> =>
  withServer(
    trolley,
    ({ ws, pid }) =>
      spawnLoad('stream', {
        ...{ dialect: trolley.dialect, ws, pid },
        ...{ carts: 50, clientsPerCart: 4, inFlight: 4, updates },
      }),
    nodeArgs,
  );

function readProfile(directory: string): CpuProfile {
  const [file] = readdirSync(directory).filter((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error('the relay left no profile');
  return v.parse(cpuProfile, JSON.parse(readFileSync(join(directory, file), 'utf8')));
}

function summarize(profile: readonly SelfTime[], cost: Figures, count: number): RelayProfile {
  const { updates = 0, serverCpu = 0, serverMainCpu = 0 } = cost;
  const sourceOf = newSourceOf();
  const all = profile.map(({ frame, microseconds }) => {
    const source = sourceOf(frame);
    const name = frame.functionName === '' ? '(anonymous)' : frame.functionName;
    return { name, source, group: groupOf(frame.functionName, source), microseconds };
  });
  // Samples count the time in which the machine let others run too, so only their proportions are used.
  const busy = all.filter(({ group }) => group !== 'idle');
  const sampled = busy.reduce((sum, { microseconds }) => sum + microseconds, 0);
  const shared = busy.map(({ microseconds, ...entry }) => ({
    ...entry,
    perUpdate: ((microseconds / sampled) * serverMainCpu) / updates,
  }));
  const groups = profileGroups
    .filter((group) => group !== 'idle')
    .map((group) => ({
      group,
      perUpdate: shared
        .filter((entry) => entry.group === group)
        .reduce((sum, entry) => sum + entry.perUpdate, 0),
    }));
  return {
    updates,
    processor: serverCpu / updates,
    mainThread: serverMainCpu / updates,
    groups: groups.sort((a, b) => b.perUpdate - a.perUpdate),
    functions: shared.slice(0, count),
  };
}
