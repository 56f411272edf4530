import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../cart/history.ts';
import { byDay } from './history-days.ts';

const at = (...local: [number, number, number, number]): number => new Date(...local).getTime();
const entry = (time: number) => ({ id: String(time), time }) as unknown as HistoryEntry;

describe('byDay', () => {
  it('groups by the local calendar and keeps the order', () => {
    const now = at(2025, 2, 2, 9);
    const times = [at(2025, 2, 2, 8), at(2025, 2, 2, 0), at(2025, 2, 1, 23), at(2025, 1, 27, 12)];
    const days = byDay(times.map(entry), now);
    expect(days.map(({ key, entries }) => [key, entries.length])).toEqual([
      ['2025-03-02', 2],
      ['2025-03-01', 1],
      ['2025-02-27', 1],
    ]);
    expect(days.map(({ title }) => title).slice(0, 2)).toEqual(['Today', 'Yesterday']);
    expect(days[2]?.title).toContain('2025');
  });
});
