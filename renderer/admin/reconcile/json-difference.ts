import { canonicalJson, type Json } from '../../../cart/json.ts';

/** A field of an operation, as each of two versions has it; text is JSON, `null` where it is not there. */
export interface FieldDifference {
  /** As in `price.amount`; empty for a value that has no fields. */
  readonly path: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly isDifferent: boolean;
}

/**
 * Two versions of an operation side by side, field by field: first those that differ, each part sorted by path.
 *
 * Objects are taken apart; lists and other values are held against each other whole.
 */
export function jsonDifference(left: unknown, right: unknown): readonly FieldDifference[] {
  const [ours, theirs] = [fieldsOf(left as Json), fieldsOf(right as Json)];
  const fields = [...new Set([...ours.keys(), ...theirs.keys()])].sort().map((path) => {
    const [a, b] = [ours.get(path) ?? null, theirs.get(path) ?? null];
    return { path, left: a, right: b, isDifferent: a !== b };
  });
  return [
    ...fields.filter(({ isDifferent }) => isDifferent),
    ...fields.filter(({ isDifferent }) => !isDifferent),
  ];
}

/** The fields of one value as JSON, by path. */
function fieldsOf(value: Json | undefined, path = ''): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (
    value === null ||
    typeof value !== 'object' ||
    Array.isArray(value) ||
    Object.keys(value).length === 0
  ) {
    return new Map([[path, canonicalJson(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, field]: readonly [string, Json]) => [
      ...fieldsOf(field, path === '' ? key : `${path}.${key}`),
    ]),
  );
}
