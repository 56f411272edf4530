import { expect, it } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import { outcomeWords } from './outcome-words.ts';

const applied = { status: 'applied', actions: 3, asked: 0, refusals: [] } as const;

it('says that nothing was changed when nothing was', () => {
  expect(outcomeWords({ status: 'altered' }).headline).toMatch(/^Nothing was changed/);
  const moved = outcomeWords({ status: 'moved', carts: ['kitchen' as CartId] });
  expect([moved.headline, moved.detail].join(' ')).toMatch(/^Nothing was changed.* In 1 cart .*Check again/);
});

it('is fine only if nothing was refused and nothing left open', () => {
  const tone = (more: object) => outcomeWords({ ...applied, ...more }).tone;
  expect([tone({}), tone({ asked: 1 }), tone({ asked: 1, refusals: ['kitchen: no'] })]).toEqual([
    ...['fine', 'notice', 'alarm'],
  ]);
});
