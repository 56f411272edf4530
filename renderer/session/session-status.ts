import type { RelayLink } from '../../protocol/relay-link.ts';
import { problemText } from './connection-texts.ts';
import type { DeliveryWatch } from './delivery-watch.ts';
import type { SessionAccess } from './session-access.ts';
import type { SessionParts } from './session-parts.ts';
import type { SessionStatus } from './types.ts';

/** By now, or when the cart was open here before. */
const hasMet = (link: RelayLink): boolean => link.generation !== null || link.durable.size > 0;

/** What disk, relay and token say at this moment, brought together. */
export function sessionStatus(
  { link, loaded, store, replica }: SessionParts,
  delivery: DeliveryWatch,
  access: SessionAccess,
): SessionStatus {
  return {
    load: loaded.ok ? 'ready' : 'failed',
    loadProblem: loaded.ok ? null : loaded,
    storageProblem: loaded.ok ? store.problem : loaded.reason,
    connection: link?.connection ?? 'offline',
    connectionProblem: link?.problem ? problemText(link.problem, link.connection, hasMet(link)) : null,
    isOtherServer: link?.problem?.kind === 'not-durable',
    clockOffset: link?.generation == null ? null : link.clockOffset,
    // Malformed ones are counted too, of which a relay lets none through.
    unknownOps: replica.fold.ops.size - replica.fold.entries.size,
    access: link ? access.stateOf(link) : 'fine',
    ...delivery.counts,
    lastContact: link?.lastContact ?? null,
    refusals: link?.refusals ?? [],
  };
}
