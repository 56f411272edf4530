import * as v from 'valibot';
import type { Figures } from '../loads/load.ts';
import { spawnLoad } from '../loads/spawn-load.ts';
import type { Verdict } from '../report/verdict.ts';
import { trolley, withServer } from '../servers/contestants.ts';
import { processMemory } from '../servers/process-memory.ts';
import type { Scale } from '../workloads/workload.ts';
import { memoryTrend, type MemorySample } from './memory-trend.ts';

export interface SoakReport {
  readonly minutes: number;
  /** Updates a second that W1 could not exceed just before, and those of the soak. */
  readonly saturation: number;
  readonly perSecond: number;
  readonly figures: Figures;
  readonly memory: readonly MemorySample[];
  /** Lines of the relay's log that are warnings or worse. */
  readonly complaints: readonly string[];
  readonly verdicts: readonly Verdict[];
}

export interface SoakOptions {
  readonly minutes: number;
  readonly scale: Scale;
  readonly onSample: (sample: MemorySample) => void;
}

const SAMPLE_MS = 2000;
/** Of pino. */
const WARNING = 40;
const MEBIBYTE = 1024 * 1024;

/** Half the saturation rate for so long; the load ends with an error if anything is refused or does not arrive. */
export async function runSoak({ minutes, scale, onSample }: SoakOptions): Promise<SoakReport> {
  const saturation = await saturate(scale);
  const perSecond = Math.round(saturation / 2);
  const memory: MemorySample[] = [];
  return await withServer(trolley, async ({ ws, pid, logs }) => {
    const begin = performance.now();
    // What it says of how it was started is not about the load.
    const startLines = logs.length;
    const timer = setInterval(() => {
      const sample = { at: (performance.now() - begin) / 1000, ...processMemory(pid) };
      memory.push(sample);
      onSample(sample);
    }, SAMPLE_MS);
    const figures = await spawnLoad('soak', {
      ...{ dialect: trolley.dialect, ws, pid, minutes, perSecond },
      ...{ carts: 50, clientsPerCart: 4, updatesPerClient: 500 },
    }).finally(() => clearInterval(timer));
    const complaints = logs.slice(startLines).filter(isComplaint);
    const load = memory.filter(({ at }) => at <= minutes * 60);
    return {
      ...{ minutes, saturation, perSecond, figures, memory, complaints },
      verdicts: judgeSoak(load, figures, complaints, perSecond),
    };
  });
}

async function saturate(scale: Scale): Promise<number> {
  const { updates = 0, wall = 0 } = await withServer(trolley, ({ ws, pid }) =>
    spawnLoad('stream', {
      ...{ dialect: trolley.dialect, ws, pid, carts: 50, clientsPerCart: 4, inFlight: 4 },
      updates: scale === 'full' ? 160_000 : 10_000,
    }),
  );
  return Math.round((updates / wall) * 1e6);
}

function judgeSoak(
  memory: readonly MemorySample[],
  figures: Figures,
  complaints: readonly string[],
  perSecond: number,
): readonly Verdict[] {
  const trend = memoryTrend(memory);
  const { missing = Number.NaN, updates = 0, wall = 0 } = figures;
  const reached = (updates / wall) * 1e6;
  return [
    {
      target: 'memory grows by less than 5 % after the first 30 % of the time',
      found: `${(trend.growth * 100).toFixed(1)} % of ${(trend.mean / MEBIBYTE).toFixed(0)} MB, ${(trend.growthPerHour / MEBIBYTE).toFixed(1)} MB an hour`,
      isMet: trend.isFlat,
    },
    {
      target: 'no errors, refusals or warnings',
      found: complaints.length.toLocaleString('en-US'),
      isMet: complaints.length === 0,
    },
    {
      target: 'every operation is there at the end',
      found: `${missing.toLocaleString('en-US')} of ${updates.toLocaleString('en-US')} missing`,
      isMet: missing === 0,
    },
    {
      target: 'the rate was kept',
      found: `${((reached / perSecond) * 100).toFixed(0)} %`,
      isMet: reached >= 0.9 * perSecond,
    },
  ];
}

const logLine = v.object({ level: v.number() });

/** What is no line of a log is one too. */
function isComplaint(line: string): boolean {
  try {
    return v.parse(logLine, JSON.parse(line)).level >= WARNING;
  } catch {
    return true;
  }
}
