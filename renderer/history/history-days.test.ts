import { describe, expect, it } from 'vitest';
import type { HistoryStep } from '../../cart/history-step.ts';
import { historyItems } from './history-days.ts';

const at = (...local: [number, number, number, number]): number => new Date(...local).getTime();
const step = (time: number) => [{ id: String(time), time }] as unknown as HistoryStep;

describe('historyItems', () => {
  it('puts a title ahead of each day of the local calendar and keeps the order', () => {
    const now = at(2025, 2, 2, 9);
    const times = [at(2025, 2, 2, 8), at(2025, 2, 2, 0), at(2025, 2, 1, 23), at(2025, 1, 27, 12)];
    const items = historyItems(times.map(step), now);
    const list = items.map((item) => (item.kind === 'day' ? item.title : Number(item.key)));
    expect(list).toEqual([
      'Today',
      times[0],
      times[1],
      'Yesterday',
      times[2],
      expect.stringContaining('2025'),
      times[3],
    ]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });
});
