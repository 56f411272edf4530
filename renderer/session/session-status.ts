import { problemText } from './connection-texts.ts';
import type { DeliveryWatch } from './delivery-watch.ts';
import type { SessionAccess } from './session-access.ts';
import type { SessionParts } from './session-parts.ts';
import type { SessionStatus } from './types.ts';

/** What disk, relay and token say at this moment, brought together. */
export function sessionStatus(
  { link, loaded, store }: SessionParts,
  delivery: DeliveryWatch,
  access: SessionAccess,
): SessionStatus {
  return {
    load: loaded.ok ? 'ready' : 'failed',
    storageProblem: loaded.ok ? store.problem : loaded.reason,
    connection: link?.connection ?? 'offline',
    connectionProblem: link?.problem ? problemText(link.problem, link.connection) : null,
    access: link ? access.stateOf(link) : 'fine',
    ...delivery.counts,
    lastContact: link?.lastContact ?? null,
    refusals: link?.refusals ?? [],
  };
}
