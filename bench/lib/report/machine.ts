import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { places } from '../places.ts';

/** Where and with what something was measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly kernel: string;
  readonly node: string;
  /** Of the servers compared, and of what they share. */
  readonly packages: Readonly<Record<string, string>>;
}

const manifest = v.object({
  version: v.optional(v.string(), ''),
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
});

export function describeMachine(): Machine {
  const read = (path: string) => v.parse(manifest, JSON.parse(readFileSync(path, 'utf8')));
  const own = read(join(places.docs, '../package.json'));
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: totalmem(),
    kernel: release(),
    node: process.version,
    packages: { trolley: own.version, ...read(join(places.peers, 'package.json')).dependencies },
  };
}
