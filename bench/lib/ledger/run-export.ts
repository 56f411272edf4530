import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ExportSummary } from '../../../protocol/export-progress.ts';
import { places } from '../places.ts';
import { median } from '../report/statistics.ts';
import { processMemory } from '../servers/process-memory.ts';

/** What an export came to and what it took, from a process of its own. */
export interface ExportRun {
  readonly summary: ExportSummary;
  readonly seconds: number;
  /** What its process held without mapped files, in bytes, in the second tenth of its time and in the last. */
  readonly early: number;
  readonly late: number;
}

const SAMPLE_MS = 200;

/** Runs `trolley export` as it is shipped, to its end. */
export async function runExport(args: readonly string[]): Promise<ExportRun> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [places.command, 'export', '--quiet', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const samples: number[] = [];
  const sampling = setInterval(() => {
    try {
      samples.push(processMemory(child.pid ?? 0).anonymous);
    } catch {
      clearInterval(sampling); // It has ended, and that is told in a moment.
    }
  }, SAMPLE_MS);
  child.once('exit', () => clearInterval(sampling));
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`the export ended with ${code}`);
  const tenth = (n: number) =>
    median(samples.slice((n * samples.length) / 10, ((n + 1) * samples.length) / 10));
  return { summary: JSON.parse(said) as ExportSummary, seconds, early: tenth(1), late: tenth(9) };
}
