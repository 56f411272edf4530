import type { HistoryEntry } from '../../cart/history.ts';

/** Entries of one day, in the order given. */
export interface HistoryDay {
  /** As "2025-03-01", by the local calendar. */
  readonly key: string;
  /** "Today", "Yesterday" or the date. */
  readonly title: string;
  readonly entries: readonly HistoryEntry[];
}

/** Groups entries (newest first) by local day; `now` is in milliseconds since 1970. */
export function byDay(entries: readonly HistoryEntry[], now: number): readonly HistoryDay[] {
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const key = dayKey(entry.time);
    const day = days.get(key);
    if (day) day.push(entry);
    else days.set(key, [entry]);
  }
  return [...days].map(([key, list]) => ({ key, title: titleOf(list[0]?.time ?? now, now), entries: list }));
}

function dayKey(time: number): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function titleOf(time: number, now: number): string {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayKey(time) === dayKey(now)) return 'Today';
  if (dayKey(time) === dayKey(yesterday.getTime())) return 'Yesterday';
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'full' }).format(time);
}
