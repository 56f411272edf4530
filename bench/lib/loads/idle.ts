import { setTimeout as sleep } from 'node:timers/promises';
import { dialects } from '../clients/dialect.ts';
import { Session } from '../clients/session.ts';
import { requireOpenFiles, requirePorts } from '../servers/open-files.ts';
import { settledMemory } from '../servers/process-memory.ts';
import { newDeferred } from './deferred.ts';
import { inWaves } from './in-waves.ts';
import type { Figures, Served } from './load.ts';

export interface IdleOptions extends Served {
  readonly connections: number;
  /** Connections made and ended before, so that what is allocated once is not counted. */
  readonly warmUp: number;
  /** For so long the server's memory has to stay where it is. Milliseconds. */
  readonly restMs: number;
}

/**
 * Connections that have joined an empty cart each and say nothing more.
 *
 * The figure is the difference in resident memory, at rest before and at rest after, for each connection. Nobody's
 * garbage is collected for them: what a server leaves lying about counts, as it does on a machine.
 */
export async function idle(options: IdleOptions): Promise<Figures> {
  const { connections, warmUp, restMs, ws, pid } = options;
  for (const process_ of [pid, process.pid]) requireOpenFiles(process_, connections + warmUp);
  requirePorts(connections + warmUp);
  const dialect = dialects[options.dialect];
  const { promise: failed, reject: onError } = newDeferred();
  const open = (group: string) => (index: number) =>
    new Session({ dialect, ws, cart: `${group}-${index}`, onError });

  for (const session of await inWaves(warmUp, 50, open('warm-up'), failed)) session.end();
  await sleep(restMs);
  const before = await settledMemory(pid, restMs);
  const sessions = await inWaves(connections, 50, open('idle'), failed);
  const after = await Promise.race([failed, settledMemory(pid, restMs)]);
  for (const session of sessions) session.end();
  if (!after) throw new Error('the connections ended');
  return {
    connections,
    before: before.resident,
    after: after.resident,
    bytesEach: (after.resident - before.resident) / connections,
  };
}
