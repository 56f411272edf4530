import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { CartId, UserId } from '../../cart/ids.ts';
import type { EVERY_CART, Role } from '../../protocol/token.ts';
import { signToken } from '../../relay/access/tokens.ts';
import { spawnRelay, type RelayProcess } from '../../relay/testing/spawn-relay.ts';
import { temporaryDirectory } from '../../relay/testing/temporary-directory.ts';
import { command, spawnAgent, type AgentProcess } from './agent-process.ts';

export interface ShopOptions {
  /** Whether the relay asks for tokens. */
  readonly hasTokens?: boolean;
  /** Carts besides the two that agents are at, with three things in each. */
  readonly others?: number;
}

export interface ShopAgent extends AgentProcess {
  readonly data: string;
}

/** A relay with carts in it, and two agents, each at one. */
export interface Shop {
  readonly relay: RelayProcess;
  /** At the cart `kitchen`. */
  readonly ana: ShopAgent;
  /** At the cart `ward`. */
  readonly ben: ShopAgent;
  /** Arguments for the operator's subcommands: the relay, and a token if it asks for one. */
  readonly at: readonly string[];
  /** Starts another relay of the same secret, if there is one, on a directory; a port if it is to be the same. */
  readonly startRelay: (dataDir: string, ...args: readonly string[]) => Promise<RelayProcess>;
  /** Somebody more, at that cart. */
  readonly join: (cart: string, user: string) => Promise<ShopAgent>;
}

const SECRET = 'what the relay of this test signs its tokens with';

/** A command that adds a product, as the line protocol has it. */
export const add = (n: number): string =>
  `add {"product_id":${n},"product_name":"test","price":1.29,"quantity":1}`;

/** Starts them, and waits until the relay has five operations from each agent and the other carts. */
export async function newShop({ hasTokens = false, others = 0 }: ShopOptions = {}): Promise<Shop> {
  const directory = await temporaryDirectory();
  const secretFile = join(directory, 'secret');
  writeFileSync(secretFile, `${SECRET}\n`, { mode: 0o600 });
  const secret = hasTokens ? ['--auth-secret-file', secretFile] : [];
  const startRelay = async (dataDir: string, ...args: readonly string[]) => {
    const relay = await spawnRelay({ command, dataDir, args: [...secret, ...args] });
    onTestFinished(async () => {
      await relay.end('SIGKILL');
    });
    return relay;
  };
  const relay = await startRelay(join(directory, 'carts'));
  const newToken = async (user: string, cart: string, role: Role) => {
    const file = join(directory, `${user}.token`);
    writeFileSync(file, `${await tokenFor(user, cart as CartId, role)}\n`);
    return file;
  };
  const newAgent = async (cart: string, user: string): Promise<ShopAgent> => {
    const data = join(directory, `data-of-${user}`);
    const token = hasTokens ? ['--token-file', await newToken(user, cart, 'editor')] : [];
    const where = ['--relay', relay.ws, '--cart', cart, '--user', user, '--data', data];
    const agent = await spawnAgent(...where, ...token);
    onTestFinished(async () => {
      await agent.end('SIGKILL');
    });
    return { ...agent, data };
  };
  const [ana, ben] = await Promise.all([newAgent('kitchen', 'ana'), newAgent('ward', 'ben')]);
  for (const agent of [ana, ben]) {
    for (let n = 1; n <= 5; n += 1) await agent.say(add(n));
    await vi.waitFor(async () => expect(await agent.status()).toMatchObject({ pending: 0, ops: 5 }), 10_000);
  }
  const tokenFile = hasTokens ? await newToken('olga', '*', 'admin') : null;
  const token = hasTokens ? await tokenFor('olga', '*', 'admin') : null;
  await fillCarts(relay, others, token);
  const at = ['--relay', relay.http, ...(tokenFile === null ? [] : ['--token-file', tokenFile])];
  return { relay, ana, ben, at, startRelay, join: newAgent };
}

/** Over HTTP, as an integrator would. */
async function fillCarts(relay: RelayProcess, count: number, token: string | null): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
  for (let n = 0; n < count; n += 1) {
    for (const item of ['milk', 'tea', 'rice']) {
      const body = JSON.stringify({ unitCount: 2, offeredPrice: 1.5, name: item });
      const url = `${relay.http}/items/cart-${String(n).padStart(3, '0')}/${item}`;
      const { status } = await fetch(url, { method: 'POST', headers, body });
      if (status >= 300) throw new Error(`${url} answers ${status}`);
    }
  }
}

function tokenFor(user: string, cart: CartId | typeof EVERY_CART, role: Role): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: user as UserId, aud: cart, role, iat: now, exp: now + 3_600, jti: randomUUID() };
  return signToken(claims, [new TextEncoder().encode(SECRET)]);
}
