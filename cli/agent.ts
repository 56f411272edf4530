import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Command } from 'commander';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Currency } from '../cart/currency.ts';
import { countMissing, stateVectorOf } from '../cart/delivery.ts';
import type { CartId, UserId } from '../cart/ids.ts';
import { Replica } from '../cart/replica.ts';
import { executeLine, type LineContext } from '../protocol/line-protocol.ts';
import type { PresenceState } from '../protocol/presence-state.ts';
import { RelayClock } from '../protocol/relay-clock.ts';
import { RelayLink } from '../protocol/relay-link.ts';
import { serveLines } from '../relay/line-server.ts';
import { LmdbUpdateLog } from '../relay/log/lmdb-update-log.ts';
import { AgentAccess } from './agent-access.ts';
import { AgentStore } from './agent-store.ts';
import { parseCartId, parseCurrency, parsePort, parseRelayUrl, parseUserId } from './arguments.ts';
import { newRelayReport } from './relay-report.ts';

interface AgentOptions {
  readonly relay: string;
  readonly cart: CartId;
  readonly data?: string;
  readonly listen: number;
  readonly user?: UserId;
  readonly tokenFile?: string;
  readonly currency: Currency;
}

export function agentCommand(): Command {
  return new Command('agent')
    .summary('a headless client: a cart on disk, driven over TCP')
    .description(
      'Keeps its own copy of a cart on disk and takes commands, one a line, on a TCP port of this machine:\n' +
        'add <json>, remove <json>, set <json>, show, raw, status, offline, online, quit.\n' +
        'It answers "success" once a change is on its own disk, whether or not the relay can be reached.',
    )
    .requiredOption('--relay <url>', 'the relay, as ws://127.0.0.1:4444/sync', parseRelayUrl)
    .requiredOption('--cart <id>', 'the cart', parseCartId)
    .option('--data <dir>', 'where its copy is kept (default: .trolley/agents/<user>)')
    .option('--listen <port>', 'TCP port for commands; 0 picks a free one', parsePort, 9999)
    .option('--user <id>', "whose changes these are (default: the token's user, else agent)", parseUserId)
    .option('--token-file <file>', 'what lets it into the relay; read anew when it changes')
    .option('--currency <code>', 'currency of prices while the cart has none', parseCurrency, 'EUR')
    .addHelpText(
      'after',
      `
Example:
  trolley agent --relay ws://127.0.0.1:4444/sync --cart kitchen --user ben --listen 9998
  nc 127.0.0.1 9998
  add {"product_id":1,"product_name":"test","price":1.29,"quantity":1}
  show`,
    )
    .action(runAgent);
}

const DEFAULT_USER = 'agent' as UserId;

async function runAgent(options: AgentOptions): Promise<void> {
  const { relay, cart, data, listen, tokenFile, currency } = options;
  const logger = pino(pino.destination(2));
  const access = tokenFile === undefined ? null : new AgentAccess(tokenFile, logger);
  const user = access?.user ?? options.user ?? DEFAULT_USER;
  if (options.user !== undefined && options.user !== user) {
    logger.warn(`--user ${options.user}: the token is for "${user}", so that is whose changes these are`);
  }
  const log = await LmdbUpdateLog.open(data ?? join('.trolley', 'agents', user));
  const doc = new Y.Doc();
  const onFailure = (error: unknown) => logger.error(error, 'a change could not be stored');
  const store = await AgentStore.open({ log, cartId: cart, doc, clock: Date.now, onFailure });
  const clock = new RelayClock(Date.now);
  const replica = new Replica(doc, { user, clock: clock.now, randomBytes });
  const awareness = new Awareness(doc);
  const presence: PresenceState = { user, editing: null };
  awareness.setLocalState({ ...presence });
  const report = newRelayReport(logger);
  let isEnded = false;
  const link: RelayLink = new RelayLink({
    ...{ doc, awareness, relayUrl: relay, cartId: cart, durable: new Map(), clock },
    token: access?.token ?? null,
    webSocket: WebSocket,
    onChange: () => {
      report(link);
      const hasJustEnded = !isEnded && link.connection === 'ended';
      isEnded = link.connection === 'ended';
      if (hasJustEnded) access?.refresh(link);
    },
  });
  const stopFollowing = access?.follow(link);

  link.connect();
  const context: LineContext = {
    cartId: cart,
    replica,
    currency,
    now: clock.now,
    saved: () => store.saved(),
    countDurable: () => replica.fold.ops.size - countMissing(stateVectorOf(doc), link.durable),
    isOnline: () => link.connection === 'connected',
    setOffline: (offline) => (offline ? link.disconnect() : link.connect()),
  };
  const server = await serveLines({ port: listen, onLine: (line) => executeLine(context, line) });

  const stop = async () => {
    await server.close();
    stopFollowing?.();
    link.close();
    await store.saved().catch(onFailure);
    store.destroy();
    await log.close();
    // Presence has a timer of its own, which ends with the document.
    doc.destroy();
  };
  // The exit code is for whoever sent the signal: 0, it did as it was told.
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const listening = { event: 'listening', port: server.port, cart, user, relay, pid: process.pid };
  process.stdout.write(`${JSON.stringify(listening)}\n`);
  await asked;
  await stop();
}
