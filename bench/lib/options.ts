import { parseArgs } from 'node:util';
import { reasonOf } from '../../cart/result.ts';
import type { Scale } from './workloads/workload.ts';

/** Beside the workloads, what can be asked for. */
const otherParts = ['growth', 'soak', 'profile', 'desktop'] as const;

/** What the command line asks for. */
export interface BenchOptions {
  /** Names of workloads and other parts, in the order in which they run. */
  readonly parts: readonly string[];
  readonly scale: Scale;
  /** `null`: as many as each part has by itself. */
  readonly rounds: number | null;
  /** Of the soak. */
  readonly minutes: number;
  /** Of the profile. */
  readonly updates: number;
  /** File for everything that was measured. */
  readonly json: string | null;
  /** Whether `docs/performance.md` and its plot are brought up to date. */
  readonly writesDocs: boolean;
}

export const USAGE = `npm run bench -- [part…] [options]

Without a part, all workloads are run. Parts are also taken as --only w1,w4.
  w1 … w7     Trolley against @y/websocket-server and @hocuspocus/server, in turn
  growth      what carts, clients, operations and joiners cost as they become more
  soak        half the rate that saturates the relay, for a long time
  profile     where the relay's processor time goes in W1
  desktop     the built desktop: start, key to paint, memory, coming back from offline; ends with 1 on a missed target

  --quick            small sizes and one round: does it work at all?
  --rounds <n>       of each workload and size (default: 3, W5 5)
  --minutes <n>      of the soak (default: 10)
  --updates <n>      of the profile (default: 80000)
  --json <file>      writes everything measured, with machine and versions
  --write-docs       puts the tables and the plot into docs/`;

/** Reads the command line, or says what is wrong with it. */
export function readOptions(
  args: readonly string[],
  workloads: readonly string[],
): BenchOptions | { readonly error: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        only: { type: 'string', default: '' },
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        minutes: { type: 'string' },
        updates: { type: 'string' },
        json: { type: 'string' },
        'write-docs': { type: 'boolean', default: false },
      },
    });
    const known = [...workloads, ...otherParts];
    const asked = [...values.only.split(','), ...positionals].filter((part) => part !== '');
    const unknown = asked.find((part) => !known.includes(part));
    if (unknown !== undefined) return { error: `"${unknown}" is none of ${known.join(', ')}` };
    const isQuick = values.quick;
    return {
      parts: asked.length === 0 ? workloads : known.filter((part) => asked.includes(part)),
      scale: isQuick ? 'quick' : 'full',
      rounds: values.rounds === undefined ? (isQuick ? 1 : null) : whole('--rounds', values.rounds),
      minutes: values.minutes === undefined ? (isQuick ? 0.2 : 10) : above0('--minutes', values.minutes),
      updates: values.updates === undefined ? (isQuick ? 4000 : 80_000) : whole('--updates', values.updates),
      json: values.json ?? null,
      writesDocs: values['write-docs'],
    };
  } catch (error) {
    return { error: reasonOf(error) };
  }
}

function above0(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} is a number above 0`);
  return value;
}

function whole(name: string, text: string): number {
  const value = above0(name, text);
  if (!Number.isSafeInteger(value)) throw new Error(`${name} is a whole number`);
  return value;
}
