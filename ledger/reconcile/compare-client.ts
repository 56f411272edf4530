import { splitOpId, type OpId } from '../../cart/ids.ts';
import type { Finding } from '../../protocol/verdict.ts';
import type { CartCopy, OpCopy } from '../copies/cart-copy.ts';
import type { ClientCopy } from '../sources/client-source.ts';
import { differenceInWords } from './compare-database.ts';
import { opHash } from '../copies/op-hash.ts';

export interface ClientComparison {
  readonly name: string;
  readonly client: ClientCopy;
  /** As it was before the client was read: what it lacks of this, it has not been given. */
  readonly relayBefore: CartCopy;
  /** As it was after: what the client has beyond this, it has not handed in. */
  readonly relayAfter: CartCopy;
  /** Operations that the database has or had: they were with the relay. */
  readonly wasExported: (id: OpId) => boolean;
  /** Whether the client was connected and has been given time since `relayBefore`. */
  readonly isSettled: boolean;
}

/** What a client and the relay do not agree on. */
export function compareClient(comparison: ClientComparison): Finding[] {
  const { name, client, relayBefore, relayAfter, wasExported, isSettled } = comparison;
  const own = [...client.ops.keys()].filter((id) => !relayAfter.ops.has(id));
  const refused = new Set(client.refused);
  const ordinals = latestOrdinals(relayAfter.ops.keys());
  /** A session reaches the relay in order, so only what is beyond its end there can be on the way. */
  const isTail = (id: OpId) => splitOpId(id).n > (ordinals.get(splitOpId(id).sid) ?? 0);
  const waiting = own.filter((id) => !refused.has(id) && isTail(id) && !wasExported(id));
  const isPromised = client.pending !== null && waiting.length > client.pending;
  const lost = own.filter((id) => !refused.has(id) && (isPromised || !waiting.includes(id)));

  const lacking = [...relayBefore.ops.keys()].filter((id) => !client.ops.has(id));
  const latest = latestOrdinals(client.ops.keys());
  const isHole = (id: OpId) => splitOpId(id).n < (latest.get(splitOpId(id).sid) ?? 0);
  const missing = lacking.filter((id) => isSettled || isHole(id));
  return [
    ...finding('LAG', isPromised ? [] : waiting, `in the outbox of ${name}`, name),
    ...finding('MISSING_AT_RELAY', lost, `${name} has it, and it was with the relay before`, 'relay'),
    ...finding('MISSING_AT_CLIENT', missing, `${name} was never given it`, name),
    ...finding(
      'LAG',
      lacking.filter((id) => !missing.includes(id)),
      `not yet with ${name}`,
      name,
    ),
    ...[...client.ops.values()].flatMap((copy) => mismatch(copy, relayAfter.ops.get(copy.id), name)),
  ];
}

function mismatch(theirs: OpCopy, ours: OpCopy | undefined, name: string): readonly Finding[] {
  if (!ours || isSame(theirs, ours)) return [];
  return [
    {
      ...{ verdict: 'CONTENT_MISMATCH', opIds: [ours.id], at: name },
      detail: `${name} says otherwise than the relay: ${differenceInWords(theirs.op, ours.op)}`,
      versions: [
        { opId: ours.id, source: 'relay', hash: ours.hash, op: ours.op },
        { opId: ours.id, source: name, hash: theirs.hash, op: theirs.op },
      ],
    },
  ];
}

/** A source of JSON has lost a field `id` of the operation's own; see `opsById`. */
export function isSame(theirs: OpCopy, ours: OpCopy): boolean {
  if (theirs.hash === ours.hash) return true;
  if (theirs.place !== null || typeof ours.op !== 'object' || ours.op === null || !('id' in ours.op))
    return false;
  const rest = Object.entries(ours.op).filter(([field]) => field !== 'id');
  return theirs.hash === opHash(ours.id, Object.fromEntries(rest));
}

function latestOrdinals(ids: Iterable<OpId>): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const id of ids) {
    const { sid, n } = splitOpId(id);
    latest.set(sid, Math.max(n, latest.get(sid) ?? 0));
  }
  return latest;
}

const finding = (
  verdict: Finding['verdict'],
  opIds: readonly OpId[],
  detail: string,
  at: string,
): readonly Finding[] => (opIds.length > 0 ? [{ verdict, opIds: [...opIds].sort(), detail, at }] : []);
