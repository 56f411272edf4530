import { isCurrency, MAX_AMOUNT, type Currency } from './currency.ts';
import { isTimestamp, type Timestamp } from './hlc.ts';
import { isOpId, isSid, isUserId, splitOpId, type LineId, type OpId, type UserId } from './ids.ts';
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

/** The row of a list that an `add` was imported from. */
export interface Source {
  /** The first 32 hexadecimal digits of the SHA-256 of the file's bytes, or of a pasted text's in UTF-8. */
  readonly file: string;
  /** Which row of it, from 1; one that could not be read counts too. */
  readonly row: number;
}

interface Stamped {
  readonly at: Timestamp;
  readonly by: UserId;
}

/** What each kind of operation carries beyond its stamp; see `docs/semantics.md`. */
export type OpBody =
  | {
      readonly kind: 'add';
      readonly product: Product;
      readonly price: Price;
      readonly qty: number;
      /** Where it was imported from. Never checked, so that every version counts the same: see `sourceOf`. */
      readonly source?: Source;
    }
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

/** Says what is wrong with a value, or `null` for nothing. */
type Check = (value: unknown) => string | null;

const text =
  (maximum: number, minimum = 0): Check =>
  (value) =>
    typeof value === 'string' && value.length >= minimum && value.length <= maximum
      ? null
      : `is not text of ${minimum} to ${maximum} characters`;
const name = (maximum: number): Check => text(maximum, 1);
const integer =
  (minimum: number, maximum: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum
      ? null
      : `is not a whole number from ${minimum} to ${maximum}`;
const is =
  (what: string, guard: (value: unknown) => boolean): Check =>
  (value) =>
    guard(value) ? null : `is not ${what}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks fields by name, in this order; other fields may be anything. */
function fields(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const all = [
    ...Object.entries(required).map(([key, check]) => ({ key, check, isRequired: true })),
    ...Object.entries(optional).map(([key, check]) => ({ key, check, isRequired: false })),
  ];
  return (value) => {
    if (!isRecord(value)) return 'is not an object';
    for (const { key, check, isRequired } of all) {
      if (!isRequired && !Object.hasOwn(value, key)) continue;
      const reason = check(value[key]);
      if (reason !== null) return `${key} ${reason}`;
    }
    return null;
  };
}

/** Checks the keys and values of an object that is used as a table. */
const table =
  (key: Check, item: Check, maximum: number): Check =>
  (value) => {
    if (!isRecord(value)) return 'is not an object';
    const entries = Object.entries(value);
    if (entries.length > maximum) return `has more than ${maximum} entries`;
    for (const [k, v] of entries) {
      const reason = key(k) ?? item(v);
      if (reason !== null) return `${JSON.stringify(k)} ${reason}`;
    }
    return null;
  };

const id = is('an operation id', isOpId);
const currency = is('a known currency', isCurrency);
const amount = integer(0, MAX_AMOUNT);
const positive = integer(1, Number.MAX_SAFE_INTEGER);
const seen = table(is('a session id', isSid), positive, Infinity);
const product = fields(
  { id: name(MAX_TEXT.id), name: name(MAX_TEXT.name) },
  { options: table(name(MAX_TEXT.option), text(MAX_TEXT.option), MAX_OPTIONS) },
);
const priceFields = fields({ amount, currency }, { was: amount, until: integer(0, Number.MAX_SAFE_INTEGER) });
const price: Check = (value) =>
  priceFields(value) ??
  (Object.hasOwn(value as object, 'until') && !Object.hasOwn(value as object, 'was')
    ? 'has "until" without "was"'
    : null);
const delta = integer(-MAX_QUANTITY, MAX_QUANTITY);
const place = name(MAX_TEXT.place);

const stamp = fields({
  kind: name(MAX_TEXT.kind),
  at: is('a timestamp', isTimestamp),
  by: is('a user id', isUserId),
});

const checks: Readonly<Record<OpKind, Check>> = {
  add: fields({ product, price, qty: integer(1, MAX_QUANTITY) }),
  inc: fields({ line: id, delta: (value) => (value === 0 ? 'is 0' : delta(value)) }),
  set: fields({ line: id, qty: integer(0, MAX_QUANTITY), seen }),
  remove: fields({ line: id, seen }),
  clear: fields({ seen }),
  price: fields({ line: id, price }),
  note: fields({ line: id, note: text(MAX_TEXT.note) }),
  later: fields({ line: id, later: is('true or false', (value) => typeof value === 'boolean') }),
  place: fields({
    line: id,
    place: (value) => place(value) ?? (/^[0-9a-z]+$/.test(value as string) ? null : 'is not a place'),
  }),
  title: fields({ title: text(MAX_TEXT.name) }),
  currency: fields({ currency }),
  coupon: fields({ code: name(MAX_TEXT.code) }),
  uncoupon: fields({ code: name(MAX_TEXT.code) }),
  undo: fields({ of: id }),
  redo: fields({ of: id, seen }),
};

const isKnownKind = (kind: string): kind is OpKind => Object.hasOwn(checks, kind);

/**
 * Checks a value found under an operation id.
 *
 * The value is not copied or cleaned: unknown fields stay, and a malformed value is refused whole. An
 * operation cannot have observed itself or its own future.
 */
export function parseOp(id: OpId, value: unknown): ParsedOp {
  const reason = whyNotJson(value) ?? stamp(value);
  if (reason !== null) return { status: 'malformed', reason };
  const op = value as UnknownOp;
  if (!isKnownKind(op.kind)) return { status: 'unknown', op };
  const problem = checks[op.kind](op) ?? whyForesight(id, op);
  return problem === null ? { status: 'known', op: op as Op } : { status: 'malformed', reason: problem };
}

/** Fields unknown to a kind may be anything, a `seen` too. */
function whyForesight(id: OpId, op: object): string | null {
  const seen: unknown = 'seen' in op ? op.seen : undefined;
  if (!isRecord(seen)) return null;
  const { sid, n } = splitOpId(id);
  const latest = seen[sid];
  return typeof latest === 'number' && latest >= n ? 'an operation cannot have seen itself' : null;
}
