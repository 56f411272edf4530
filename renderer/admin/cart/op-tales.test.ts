import { expect, test } from 'vitest';
import type { RawOp } from '../../../protocol/http.ts';
import { OpTales } from './op-tales.ts';

const sid = 'a'.repeat(16);
const op = (n: number, fields: object): RawOp =>
  ({
    id: `${sid}.${n}`,
    at: `${String(n).padStart(15, '0')}-00000`,
    by: 'Ana',
    ...fields,
  }) as unknown as RawOp;
const tales = new OpTales([
  op(1, {
    kind: 'add',
    product: { id: 'tea', name: 'Tea' },
    price: { amount: 250, currency: 'EUR' },
    qty: 2,
  }),
  op(2, { kind: 'remove', line: `${sid}.1`, seen: { [sid]: 1 } }),
  op(3, { kind: 'gift', wrapped: true }),
  op(4, { kind: 'add', qty: 'two' }),
  { ...op(5, { kind: 'clear' }), id: 'nonsense' } as unknown as RawOp,
]);

test('an operation is told as in the history, with what became of it', () => {
  expect(tales.deedOf(`${sid}.1`)).toMatch(/^Ana added 2 × Tea at .*2\.50/);
  expect(tales.fateOf(`${sid}.1`)).toBe('taken out by Ana’s removal');
  expect(tales.fateOf(`${sid}.2`)).toBeNull();
});

test('what is not understood is told as such, and counts for nothing', () => {
  expect(tales.deedOf(`${sid}.3`)).toContain('gift');
  expect(tales.deedOf(`${sid}.4`)).toContain('product');
  expect(tales.deedOf('nonsense')).toContain('its id is not one');
  expect(tales.deedOf('elsewhere.1')).toContain('not there');
  expect(tales.fateOf(`${sid}.4`)).toBe('counts for nothing');
});
