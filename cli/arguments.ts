import { InvalidArgumentError } from 'commander';
import { isCurrency, type Currency } from '../cart/currency.ts';
import { isCartId, isUserId, type CartId, type UserId } from '../cart/ids.ts';

/** Readers of option values: each gives the value or tells commander, in words, what is wrong with it. */

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^[0-9]+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

export function parseCartId(text: string): CartId {
  if (isCartId(text)) return text;
  throw new InvalidArgumentError('A cart id has 1 to 64 letters, digits, "_" and "-", the first no sign.');
}

export function parseUserId(text: string): UserId {
  if (isUserId(text)) return text;
  throw new InvalidArgumentError(
    'A user id has 1 to 64 letters, digits, spaces and "_.@-", the first no sign.',
  );
}

export function parseCurrency(text: string): Currency {
  if (isCurrency(text)) return text;
  throw new InvalidArgumentError('A currency is an ISO 4217 code, as EUR.');
}

/** A relay's address without the cart's name, as `ws://127.0.0.1:4444/sync`. */
export function parseRelayUrl(text: string): string {
  if (URL.canParse(text) && ['ws:', 'wss:'].includes(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('A relay is a ws:// or wss:// address, as ws://127.0.0.1:4444/sync.');
}
