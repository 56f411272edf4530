import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { EVERY_CART } from '../../protocol/token.ts';
import { CartAccess } from './cart-access.ts';
import { SecretStore } from './secret-store.ts';

const RELAY = 'wss://relay.example/sync';
const place = (cartId: string, relayUrl: string | null = RELAY) => ({ cartId: cartId as CartId, relayUrl });

/** A token for that cart, as its claims alone make it: nobody checks the signature here. */
function token(aud: string, sub = 'Ana'): string {
  const claims = { sub, aud, role: 'editor', iat: 1_000, exp: 2_000, jti: `${sub}-${aud}` };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2ln`;
}

function newAccess() {
  const directory = mkdtempSync(join(tmpdir(), 'trolley-access-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const vault = {
    keeping: 'protected' as const,
    encrypt: (text: string) => Buffer.from(text),
    decrypt: (bytes: Buffer) => bytes.toString(),
  };
  const file = join(directory, 'access.json');
  const open = () => {
    const onProblem = (message: string) => expect.fail(message);
    return new CartAccess(new SecretStore({ file, vault, what: 'the access code', onProblem }));
  };
  return { open };
}

test('a code for every cart of a relay is found for each of them, and for no other relay', () => {
  const { open } = newAccess();
  const all = token(EVERY_CART);
  expect(open().set(place('kitchen'), all)).toBe(true);
  const access = open();
  expect([access.token(place('kitchen')), access.token(place('ward'))]).toEqual([all, all]);
  expect(access.token(place('kitchen', 'ws://elsewhere/sync'))).toBeNull();
  expect(access.token(place('kitchen', null))).toBeNull();
});

test('a code for one cart is that cart’s, and comes before the relay’s', () => {
  const access = newAccess().open();
  const [all, one] = [token(EVERY_CART), token('ward', 'Ben')];
  access.set(place('kitchen'), all);
  access.set(place('ward'), one);
  expect([access.token(place('kitchen')), access.token(place('ward'))]).toEqual([all, one]);
  expect(access.info(place('ward')).claims?.sub).toBe('Ben');
});

test('another cart’s code is kept where it is good, and where it was entered until there is a better one', () => {
  const access = newAccess().open();
  const one = token('ward');
  access.set(place('kitchen'), one);
  expect([access.token(place('ward')), access.token(place('kitchen'))]).toEqual([one, one]);
  expect(access.token(place('shop'))).toBeNull();
  const all = token(EVERY_CART);
  access.set(place('kitchen'), all);
  expect([access.token(place('ward')), access.token(place('kitchen'))]).toEqual([one, all]);
});

test('taking a code away takes the one that is in use', () => {
  const access = newAccess().open();
  const [all, one] = [token(EVERY_CART), token('ward')];
  access.set(place('kitchen'), all);
  access.set(place('ward'), one);
  access.set(place('ward'), null);
  expect(access.token(place('ward'))).toBe(all);
  access.set(place('ward'), null);
  expect([access.token(place('ward')), access.token(place('kitchen'))]).toEqual([null, null]);
});

test('what is no code is not taken, nor any for a cart without a relay', () => {
  const access = newAccess().open();
  expect(access.set(place('kitchen'), 'hello')).toBe(false);
  expect(access.set(place('kitchen', null), token('kitchen'))).toBe(false);
  expect(access.setRelayToken(RELAY, 'hello')).toBe(false);
});

test('whoever has a code for one cart is no stranger to its relay', () => {
  const { open } = newAccess();
  const one = token('ward');
  open().set(place('ward'), one);
  expect(open().relayToken(RELAY)).toBe(one);
  expect(open().relayToken('wss://relay.example/other')).toBeNull();
  const all = token(EVERY_CART);
  open().setRelayToken(RELAY, all);
  expect([open().relayToken(RELAY), open().token(place('ward'))]).toEqual([all, one]);
});

test('the relay whose codes changed is told', () => {
  const access = newAccess().open();
  const told: string[] = [];
  access.onChange((relayUrl) => told.push(relayUrl));
  access.set(place('kitchen'), token(EVERY_CART));
  access.set(place('kitchen'), 'hello');
  expect(told).toEqual([RELAY]);
});
