import { canonicalJson, type Json } from '../../../cart/json.ts';

/** A line of JSON set out for reading. */
export interface JsonLine {
  /** Steps from the margin. */
  readonly depth: number;
  readonly text: string;
  /** Whether another version says otherwise here, or nothing. */
  readonly isDifferent: boolean;
}

/**
 * A value as lines of JSON, keys sorted, with the parts marked that are not in every other version.
 *
 * Objects are compared by key and lists as a whole. What only another version has is marked there.
 */
export function jsonLines(value: Json, others: readonly (Json | undefined)[]): readonly JsonLine[] {
  return linesOf(value, others, 0, '', '');
}

function linesOf(
  value: Json,
  others: readonly (Json | undefined)[],
  depth: number,
  before: string,
  after: string,
): readonly JsonLine[] {
  if (!isObject(value) || Object.keys(value).length === 0) {
    const text = canonicalJson(value);
    const isDifferent = others.some((other) => other === undefined || canonicalJson(other) !== text);
    return [{ depth, text: `${before}${text}${after}`, isDifferent }];
  }
  const isDifferent = others.some((other) => !isObject(other));
  const keys = Object.keys(value).sort();
  const inner = keys.flatMap((key, index) =>
    linesOf(
      value[key] as Json,
      others.map((other) => (isObject(other) ? other[key] : undefined)),
      depth + 1,
      `${JSON.stringify(key)}: `,
      index < keys.length - 1 ? ',' : '',
    ),
  );
  return [{ depth, text: `${before}{`, isDifferent }, ...inner, { depth, text: `}${after}`, isDifferent }];
}

const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
