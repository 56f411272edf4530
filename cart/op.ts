import * as v from 'valibot';
import { isCurrency, MAX_AMOUNT, type Currency } from './currency.ts';
import { isTimestamp, type Timestamp } from './hlc.ts';
import { isOpId, isSid, isUserId, splitOpId, type LineId, type OpId, type Sid, type UserId } from './ids.ts';
import { whyNotJson } from './json.ts';
import type { VersionVector } from './version-vector.ts';

/** Largest quantity one operation may state, in units. */
export const MAX_QUANTITY = 999_999;

/** Longest text of each sort, in UTF-16 code units. */
export const MAX_TEXT = {
  id: 128,
  name: 200,
  note: 1000,
  option: 100,
  kind: 32,
  place: 200,
  code: 64,
} as const;

/** Most options one product may carry. */
export const MAX_OPTIONS = 16;

/** What is bought. Two adds of one product share `id` (a SKU or a name made plain) and options. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly options?: Readonly<Record<string, string>>;
}

/**
 * Price of one unit, with its sale terms as one value.
 *
 * `amount` and `was` are in minor units of `currency`. With `until` (milliseconds since 1970) the price is
 * `amount` up to that moment and `was` from then on.
 */
export interface Price {
  readonly amount: number;
  readonly currency: Currency;
  readonly was?: number;
  readonly until?: number;
}

interface Stamped {
  readonly at: Timestamp;
  readonly by: UserId;
}

/** What each kind of operation carries beyond its stamp; see `docs/semantics.md`. */
export type OpBody =
  | { readonly kind: 'add'; readonly product: Product; readonly price: Price; readonly qty: number }
  | { readonly kind: 'inc'; readonly line: LineId; readonly delta: number }
  | { readonly kind: 'set'; readonly line: LineId; readonly qty: number; readonly seen: VersionVector }
  | { readonly kind: 'remove'; readonly line: LineId; readonly seen: VersionVector }
  | { readonly kind: 'clear'; readonly seen: VersionVector }
  | { readonly kind: 'price'; readonly line: LineId; readonly price: Price }
  | { readonly kind: 'note'; readonly line: LineId; readonly note: string }
  | { readonly kind: 'later'; readonly line: LineId; readonly later: boolean }
  | { readonly kind: 'place'; readonly line: LineId; readonly place: string }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'currency'; readonly currency: Currency }
  | { readonly kind: 'coupon'; readonly code: string }
  | { readonly kind: 'uncoupon'; readonly code: string }
  | { readonly kind: 'undo'; readonly of: OpId }
  | { readonly kind: 'redo'; readonly of: OpId; readonly seen: VersionVector };

/** An operation of a kind this version knows. */
export type Op = OpBody & Stamped;
export type OpKind = Op['kind'];
export type OpOf<Kind extends OpKind> = Extract<Op, { readonly kind: Kind }>;

/** An operation of a kind made by a later version: kept, passed on, and left out of the fold. */
export type UnknownOp = Stamped & { readonly kind: string };

/** What `parseOp` makes of a value found under an operation id. */
export type ParsedOp =
  | { readonly status: 'known'; readonly op: Op }
  | { readonly status: 'unknown'; readonly op: UnknownOp }
  | { readonly status: 'malformed'; readonly reason: string };

const text = (maximum: number) => v.pipe(v.string(), v.maxLength(maximum));
const name = (maximum: number) => v.pipe(text(maximum), v.nonEmpty());
const integer = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(minimum), v.maxValue(maximum));
const id = v.custom<OpId>(isOpId, 'not an operation id');
const currency = v.custom<Currency>(isCurrency, 'unknown currency');
const amount = integer(0, MAX_AMOUNT);
/** `v.record` alone takes an array of nothing for a record of nothing. */
const notArray = v.custom<Record<string, unknown>>((value) => !Array.isArray(value), 'not an object');
const seen = v.pipe(
  notArray,
  v.record(v.custom<Sid>(isSid, 'not a session id'), integer(1, Number.MAX_SAFE_INTEGER)),
);
const options = v.pipe(
  notArray,
  v.record(name(MAX_TEXT.option), text(MAX_TEXT.option)),
  v.check((value) => Object.keys(value).length <= MAX_OPTIONS, 'too many options'),
);
const product = v.looseObject({
  id: name(MAX_TEXT.id),
  name: name(MAX_TEXT.name),
  options: v.exactOptional(options),
});
const price = v.pipe(
  v.looseObject({
    amount,
    currency,
    was: v.exactOptional(amount),
    until: v.exactOptional(integer(0, Number.MAX_SAFE_INTEGER)),
  }),
  v.check((value) => value.until === undefined || value.was !== undefined, '"until" needs "was"'),
);

const stamp = {
  kind: name(MAX_TEXT.kind),
  at: v.custom<Timestamp>(isTimestamp, 'not a timestamp'),
  by: v.custom<UserId>(isUserId, 'not a user id'),
};
const unknownOp = v.looseObject(stamp);
const schema = <Entries extends v.ObjectEntries>(entries: Entries) => v.looseObject({ ...stamp, ...entries });

const schemas = {
  add: schema({ product, price, qty: integer(1, MAX_QUANTITY) }),
  inc: schema({
    line: id,
    delta: v.pipe(integer(-MAX_QUANTITY, MAX_QUANTITY), v.notValue(0)),
  }),
  set: schema({ line: id, qty: integer(0, MAX_QUANTITY), seen }),
  remove: schema({ line: id, seen }),
  clear: schema({ seen }),
  price: schema({ line: id, price }),
  note: schema({ line: id, note: text(MAX_TEXT.note) }),
  later: schema({ line: id, later: v.boolean() }),
  place: schema({ line: id, place: v.pipe(name(MAX_TEXT.place), v.regex(/^[0-9a-z]+$/)) }),
  title: schema({ title: text(MAX_TEXT.name) }),
  currency: schema({ currency }),
  coupon: schema({ code: name(MAX_TEXT.code) }),
  uncoupon: schema({ code: name(MAX_TEXT.code) }),
  undo: schema({ of: id }),
  redo: schema({ of: id, seen }),
} satisfies Record<OpKind, v.GenericSchema>;

const isKnownKind = (kind: string): kind is OpKind => Object.hasOwn(schemas, kind);

/**
 * Checks a value found under an operation id.
 *
 * The value is not copied or cleaned: unknown fields stay, and a malformed value is refused whole. An
 * operation cannot have observed itself or its own future.
 */
export function parseOp(id: OpId, value: unknown): ParsedOp {
  const malformed = (reason: string): ParsedOp => ({ status: 'malformed', reason });
  const reason = whyNotJson(value);
  if (reason !== null) return malformed(reason);
  const stamped = v.safeParse(unknownOp, value);
  if (!stamped.success) return malformed(v.summarize(stamped.issues));
  const { kind } = stamped.output;
  if (!isKnownKind(kind)) return { status: 'unknown', op: value as UnknownOp };
  const known = v.safeParse(schemas[kind], value);
  if (!known.success) return malformed(v.summarize(known.issues));
  const op = value as Op;
  const { sid, n } = splitOpId(id);
  if ('seen' in op && (op.seen[sid] ?? 0) >= n) return malformed('an operation cannot have seen itself');
  return { status: 'known', op };
}
