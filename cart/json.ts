/** Plain JSON data, never changed once made. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Why a value is not plain JSON that reads the same on every machine, or `null` if it is.
 *
 * Refused: anything JSON has no word for, numbers that are not finite, text that is not well-formed UTF-16
 * (it would change on its way through UTF-8), keys that reach into prototypes, nesting beyond `maxDepth`.
 */
export function whyNotJson(value: unknown, maxDepth = 8): string | null {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') return value.isWellFormed() ? null : 'text is not well-formed';
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'a number is not finite';
  if (typeof value !== 'object') return `${typeof value} is not JSON`;
  if (maxDepth === 0) return 'nested too deep';
  return Array.isArray(value) ? whyNotArray(value, maxDepth) : whyNotObject(value, maxDepth);
}

function whyNotArray(items: readonly unknown[], maxDepth: number): string | null {
  for (const item of items) {
    const reason = whyNotJson(item, maxDepth - 1);
    if (reason !== null) return reason;
  }
  return null;
}

/** Keys that reach into prototypes. */
export const isForbiddenKey = (key: string): boolean =>
  key === '__proto__' || key === 'constructor' || key === 'prototype';

function whyNotObject(object: object, maxDepth: number): string | null {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return 'an object is not plain';
  for (const key of Object.keys(object)) {
    if (isForbiddenKey(key)) return `the key ${key} is not allowed`;
    if (!key.isWellFormed()) return 'a key is not well-formed';
    const reason = whyNotJson((object as Readonly<Record<string, unknown>>)[key], maxDepth - 1);
    if (reason !== null) return reason;
  }
  return null;
}

/** Canonical JSON: keys sorted by UTF-16 code unit, no spaces. Equal values give equal text. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

/** Whether two values, both of plain JSON, say the same: by value and whatever the order of their keys. */
export const isSameJson = (a: unknown, b: unknown): boolean =>
  a === b || canonicalJson(a as Json) === canonicalJson(b as Json);

/** `Array.isArray` does not narrow readonly arrays. */
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
