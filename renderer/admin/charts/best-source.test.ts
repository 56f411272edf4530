import { expect, test } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import type { CartSides, DatabaseSide, Side } from '../../../protocol/admin/carts.ts';
import { bestSource } from './best-source.ts';

const away = { status: 'unreachable', reason: 'no answer' } as const;
const absent = { status: 'absent' } as const;
const has: Side = { status: 'read', ops: [], digest: '' };
const stored: DatabaseSide = { ...has, damaged: [], lines: [], exportedAt: null };
const sides = (relay: Side, database: DatabaseSide, desktop: Side): CartSides => ({
  ...{ cartId: 'a' as CartId, relay, database, desktop, result: null, readAt: 0 },
});

test('the relay comes first, and others are told with the reason', () => {
  expect(bestSource(sides(has, stored, has))).toMatchObject({ source: 'relay', why: null });
  expect(bestSource(sides(away, stored, has))).toMatchObject({ source: 'database', why: 'no answer' });
  expect(bestSource(sides(absent, absent, has))).toMatchObject({ source: 'desktop' });
});

test('a cart that could not be looked for is not absent', () => {
  expect(bestSource(sides(absent, absent, absent))).toEqual({ status: 'absent' });
  expect(bestSource(sides(absent, away, absent))).toEqual({ status: 'unreachable', reason: 'no answer' });
});
