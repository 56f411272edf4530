import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { CartId } from '../../../cart/ids.ts';
import { exportRequest } from '../../../protocol/admin/jobs.ts';
import { readExportForm, type ExportForm } from './export-form.ts';

const kitchen = 'kitchen' as CartId;
const form: ExportForm = { isAll: true, cartIds: [], mode: 'once', minutes: '' };
const read = (more: Partial<ExportForm>) => {
  const result = readExportForm({ ...form, ...more });
  return result.ok ? result.value : result.refusal.code;
};

describe('readExportForm', () => {
  it('makes requests that the contract allows', () => {
    for (const more of [
      {},
      { isAll: false, cartIds: [kitchen] },
      { mode: 'follow' },
      { mode: 'every', minutes: '1' },
      { mode: 'every', minutes: ' 1440 ' },
    ] as const) {
      expect(v.is(exportRequest, read(more))).toBe(true);
    }
    expect(read({ mode: 'every', minutes: '10' })).toEqual({
      cartIds: null,
      mode: { kind: 'every', intervalMs: 600_000 },
    });
  });

  it('does not take no carts for all carts', () => {
    expect(read({ isAll: false })).toBe('carts');
  });

  it('forgets chosen carts when all are wanted', () => {
    expect(read({ cartIds: [kitchen] })).toMatchObject({ cartIds: null });
  });

  it('takes whole minutes only, up to a day', () => {
    for (const minutes of ['', '0', '1441', '1.5', '-3', 'ten', '1e3']) {
      expect(read({ mode: 'every', minutes })).toBe('minutes');
    }
  });
});
