import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { postgresJson, readPostgresJson } from './json-for-postgres.ts';

test('any JSON comes back, and none of it has what PostgreSQL cannot hold', () => {
  const text = fc.string({ unit: fc.constantFrom('\0', '␀', '0', 'a', '"', '\\', 'u', '😀') });
  const json = fc.letrec((tie) => ({
    value: fc.oneof(text, fc.integer(), fc.constant(null), fc.array(tie('value')), tie('object')),
    object: fc.dictionary(text, tie('value')),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      const stored = postgresJson(value);
      expect(stored).not.toMatch(/(?<!\\)(\\\\)*\\u0000/);
      expect(readPostgresJson(JSON.parse(stored))).toEqual(value);
    }),
  );
});
