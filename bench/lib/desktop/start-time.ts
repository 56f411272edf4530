import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { median } from '../report/statistics.ts';
import { bareArgs } from './bare-app.ts';
import { desktopArgs, type DesktopOptions } from './open-desktop.ts';

/** Milliseconds from starting the process to a page that can be worked with, in each round. */
export interface StartTimes {
  readonly bare: readonly number[];
  readonly trolley: readonly number[];
}

/**
 * As many of each do not count: nothing of a first start is measured, and Chromium keeps compiled scripts from the
 * second on, when the page has been there for a while.
 */
const WARM_UP = 3;
const WARM_UP_MS = 4_000;

/** The two in turn. */
export async function measureStarts(
  executable: string,
  options: DesktopOptions,
  dir: string,
  rounds: number,
): Promise<StartTimes> {
  const times = { bare: [] as number[], trolley: [] as number[] };
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const stayMs = round < 0 ? WARM_UP_MS : 0;
    const bare = await timeToReady(executable, bareArgs(join(dir, 'bare')), stayMs);
    const trolley = await timeToReady(executable, desktopArgs(options), stayMs);
    if (round < 0) continue;
    times.bare.push(bare);
    times.trolley.push(trolley);
  }
  return times;
}

export const startRatio = ({ bare, trolley }: StartTimes): number => median(trolley) / median(bare);

/** Ends it when it has been ready for so long. */
async function timeToReady(executable: string, args: readonly string[], stayMs: number): Promise<number> {
  const begin = performance.now();
  const child = spawn(executable, [...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const time = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{"event":"ready"')) resolve(performance.now() - begin);
    });
    void ended.then(() => reject(new Error('a window that ended before it was ready')));
  });
  await setTimeout(stayMs);
  child.kill('SIGTERM');
  await ended;
  return time;
}
