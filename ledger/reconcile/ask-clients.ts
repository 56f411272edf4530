import type { CartId, OpId } from '../../cart/ids.ts';
import type { Finding } from '../../protocol/verdict.ts';
import type { ClientCopy, ClientSource } from '../sources/client-source.ts';
import { compareClient, isSame } from './compare-client.ts';
import type { RelayCopy, RelaySource } from '../sources/relay-source.ts';

export interface AskClientsOptions {
  readonly relay: RelaySource;
  readonly clients: readonly ClientSource[];
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** How long a connected client may take to be given what the relay has, in milliseconds. */
  readonly settleMs: number;
}

export interface AskedClients {
  /** Of those that have the cart. */
  readonly copies: readonly ClientCopy[];
  /** Operations that only clients have, and were never exported. */
  readonly beyond: ReadonlySet<OpId>;
  readonly findings: readonly Finding[];
}

/** Reads each client after the relay, and the relay once more if a client has something else. */
export async function askClients(
  cartId: CartId,
  relayBefore: RelayCopy,
  wasExported: (id: OpId) => boolean,
  options: AskClientsOptions,
): Promise<AskedClients> {
  const copies: ClientCopy[] = [];
  const beyond = new Set<OpId>();
  const findings: Finding[] = [];
  for (const source of options.clients) {
    const asked = await askClient(source, cartId, relayBefore, options);
    if (!asked) continue;
    const { client, isSettled } = asked;
    const hasMore = [...client.ops.values()].some((op) => {
      const ours = relayBefore.ops.get(op.id);
      return !ours || !isSame(op, ours);
    });
    const relayAfter = hasMore ? await options.relay.readCart(cartId) : relayBefore;
    const comparison = { name: source.name, client, relayBefore, relayAfter, wasExported, isSettled };
    findings.push(...compareClient(comparison));
    for (const id of client.ops.keys()) if (!relayAfter.ops.has(id) && !wasExported(id)) beyond.add(id);
    copies.push(client);
  }
  return { copies, beyond, findings };
}

/** Connected, and without what the relay had before, it may be on the wire: such a client is asked again. */
async function askClient(
  source: ClientSource,
  cartId: CartId,
  { ops }: RelayCopy,
  { sleep, settleMs }: AskClientsOptions,
): Promise<{ readonly client: ClientCopy; readonly isSettled: boolean } | null> {
  const client = await source.readCart(cartId);
  if (!client) return null;
  const lacksSome = [...ops.keys()].some((id) => !client.ops.has(id));
  if (!lacksSome || !client.isOnline) return { client, isSettled: false };
  await sleep(settleMs);
  const later = (await source.readCart(cartId)) ?? client;
  return { client: later, isSettled: later.isOnline === true };
}
