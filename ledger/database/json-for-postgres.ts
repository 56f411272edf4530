import type { Json } from '../../cart/json.ts';

/** PostgreSQL's text cannot hold U+0000, and operations can: as `␀0` it can be stored, `␀` itself being `␀␀`. */
const MARK = '\u2400';
const encode = (text: string) => text.replaceAll(MARK, MARK + MARK).replaceAll('\0', `${MARK}0`);
const decode = (text: string) =>
  text.replaceAll(/\u2400([0\u2400])/g, (_, next: string) => (next === '0' ? '\0' : MARK));

/** JSON as text for a `jsonb` column; `readPostgresJson` gives the same value back. */
export const postgresJson = (value: unknown): string => JSON.stringify(mapText(value as Json, encode));

/** What was stored with `postgresJson`. */
export const readPostgresJson = (value: unknown): Json => mapText(value as Json, decode);

/** Text for a `text` column, for people to read. */
export const postgresText = encode;

function mapText(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => mapText(item, map));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [map(key), mapText(item, map)]));
}
