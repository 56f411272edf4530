import * as v from 'valibot';
import { rawCartBody, type RawOp } from '../../protocol/http.ts';
import { errorBody } from '../../protocol/http-errors.ts';
import { itemsBody, type ItemLine } from '../../protocol/items.ts';
import type { Relay } from '../server.ts';
import { newRelay, type NewRelayOptions } from './new-relay.ts';

/** When it is in a shop, unless a test says otherwise. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

interface Asked {
  readonly status: number;
  readonly body: unknown;
}

/** System 2's interface as its users would use it. */
export interface ShopClient {
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Asked>;
  /** `path` is `<customer>/<item>`. */
  readonly add: (path: string, body: object, key?: string) => Promise<Asked>;
  readonly checkOut: (customer: string, key?: string) => Promise<Asked>;
  readonly list: (customer: string) => Promise<readonly ItemLine[]>;
  readonly ops: (customer: string) => Promise<readonly RawOp[]>;
}

export function shopClient(
  { http }: Pick<Relay, 'http'>,
  headers: Readonly<Record<string, string>> = {},
): ShopClient {
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    more: Readonly<Record<string, string>> = {},
  ) => {
    const response = await fetch(http + path, {
      method,
      headers: { ...headers, ...more, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const keyed = (key?: string) => (key === undefined ? undefined : { 'idempotency-key': key });
  return {
    ask,
    add: (path: string, body: object, key?: string) => ask('POST', `/items/${path}`, body, keyed(key)),
    checkOut: (customer: string, key?: string) => ask('POST', `/checkout/${customer}`, undefined, keyed(key)),
    list: async (customer: string) => v.parse(itemsBody, (await ask('GET', `/items/${customer}`)).body),
    ops: async (customer: string) =>
      v.parse(rawCartBody, (await ask('GET', `/carts/${customer}/raw`)).body).ops,
  };
}

/** Status and code of an error. */
export const codeOf = ({ status, body }: { status: number; body: unknown }) => [
  status,
  v.parse(errorBody, body).error.code,
];

/** A relay, and somebody who writes to it over HTTP. */
export const newShop = async (
  options: NewRelayOptions = {},
): Promise<ShopClient & { readonly relay: Relay }> => {
  const relay = await newRelay({ clock: () => NOW, ...options });
  return { relay, ...shopClient(relay) };
};
