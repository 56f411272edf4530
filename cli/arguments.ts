import { InvalidArgumentError } from 'commander';
import { isCurrency, type Currency } from '../cart/currency.ts';
import { isCartId, isUserId, type CartId, type UserId } from '../cart/ids.ts';
import { httpAddressOf } from '../ledger/sources/relay-address.ts';
import { EVERY_CART, isTokenId, MAX_TOKEN_SECONDS } from '../protocol/token.ts';

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

/** Where a relay answers HTTP, of its HTTP or its WebSocket address; without a slash at the end. */
export function parseRelayAddress(text: string): string {
  const address = httpAddressOf(text);
  if (address !== null) return address;
  throw new InvalidArgumentError(
    'A relay is an http:// or ws:// address, as http://127.0.0.1:4444 or ws://127.0.0.1:4444/sync.',
  );
}

export function parsePosition(text: string): number {
  if (/^[0-9]{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A position is a whole number from 0.');
}

export const parseAudience = (text: string): CartId | typeof EVERY_CART =>
  text === EVERY_CART ? text : parseCartId(text);

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** How long a token lives, as `90s`, `15m`, `1h` or `30d`; in seconds. */
export function parseTokenLife(text: string): number {
  const [, amount, unit = ''] = /^([1-9][0-9]{0,8})([smhd])$/.exec(text) ?? [];
  const seconds = Number(amount) * (secondsOf[unit] ?? NaN);
  if (seconds <= MAX_TOKEN_SECONDS) return seconds;
  throw new InvalidArgumentError('A time is a number and s, m, h or d, as 1h, and at most 366d.');
}

export function parseTokenId(text: string): string {
  if (isTokenId(text)) return text;
  throw new InvalidArgumentError('A token id has 1 to 128 printable characters and no spaces.');
}

/** Where a relay answers HTTP, as `http://127.0.0.1:4444`. */
export function parseHttpUrl(text: string): string {
  if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('A relay is an http:// or https:// address, as http://127.0.0.1:4444.');
}
