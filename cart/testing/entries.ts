import { newEntry, type Entry } from '../entry.ts';
import type { OpId } from '../ids.ts';
import type { Op, OpBody } from '../op.ts';

/** An operation in the fold, without a replica to write it: session by letter, ordinal, time, author. */
export function entryOf<Body extends OpBody>(
  letter: string,
  n: number,
  body: Body,
  { time = n, by = letter }: { readonly time?: number; readonly by?: string } = {},
): Entry<Body['kind']> {
  const at = `${String(time).padStart(15, '0')}-00000`;
  const op = { ...body, at, by } as unknown as Op;
  return newEntry(`${letter.repeat(16)}.${n}` as OpId, op) as unknown as Entry<Body['kind']>;
}
