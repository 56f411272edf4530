import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { places } from '../places.ts';
import type { Figures } from './load.ts';
import type { LoadName, LoadOptions } from './loads.ts';

const figures = v.record(v.string(), v.number());

/** Runs a load in a process of its own, so that its work is not the server's. Rejects when it fails. */
export async function spawnLoad<Name extends LoadName>(
  name: Name,
  options: LoadOptions<Name>,
): Promise<Figures> {
  const child = spawn(process.execPath, [places.load, name, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`the load "${name}" failed on ${options.dialect}`);
  return v.parse(figures, JSON.parse(output));
}
