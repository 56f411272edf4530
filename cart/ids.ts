/**
 * Names of things: carts, sessions, operations, lines, users.
 *
 * Each is a branded string, so that one cannot be passed for another, and each has one checker, used
 * wherever the string comes from outside.
 */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Name of a cart, as in the relay's paths: `^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`. */
export type CartId = Branded<'CartId'>;

/** 64 random bits in hex, drawn for each `Y.Doc` instance and never stored; see `createSid`. */
export type Sid = Branded<'Sid'>;

/** `<sid>.<n>`: the n-th operation (from 1) of one session. */
export type OpId = Branded<'OpId'>;

/** A line is named by the `add` operation that opened it. */
export type LineId = OpId;

/** Who did it, in the words of whoever runs the relay: a name or an account. */
export type UserId = Branded<'UserId'>;

/** Fills and returns `length` random bytes; passed in, so that a simulator can own it. */
export type RandomBytes = (length: number) => Uint8Array;

const cartIdPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const sidPattern = /^[0-9a-z]{13,16}$/;
const opIdPattern = /^([0-9a-z]{13,16})\.([1-9][0-9]{0,14})$/;
const userIdPattern = /^[\p{L}\p{N}][\p{L}\p{N}_.@ -]{0,63}$/u;

export const isCartId = (text: unknown): text is CartId =>
  typeof text === 'string' && cartIdPattern.test(text);
export const isSid = (text: unknown): text is Sid => typeof text === 'string' && sidPattern.test(text);
export const isOpId = (text: unknown): text is OpId => typeof text === 'string' && opIdPattern.test(text);
export const isUserId = (text: unknown): text is UserId =>
  typeof text === 'string' && userIdPattern.test(text);

/**
 * A new session id.
 *
 * It is drawn anew for every `Y.Doc` instance and never stored: a stored one would be used twice after a
 * backup is restored, or by two windows on one profile, and two different operations would share a name.
 */
export function createSid(randomBytes: RandomBytes): Sid {
  return Array.from(randomBytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('') as Sid;
}

/** The id of the n-th operation (from 1) of a session. */
export const opId = (sid: Sid, n: number): OpId => `${sid}.${n}` as OpId;

/** Session and ordinal of an operation id. Throws on text that is none. */
export function splitOpId(id: OpId): { readonly sid: Sid; readonly n: number } {
  const dot = id.indexOf('.');
  if (dot < 0) throw new Error(`not an operation id: ${id}`);
  return { sid: id.slice(0, dot) as Sid, n: Number(id.slice(dot + 1)) };
}
