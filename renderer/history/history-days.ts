import { lazily } from '../../cart/lazily.ts';
import type { HistoryStep } from '../../cart/history-step.ts';
import { words } from '../messages/words.ts';

/** A line of the list: the title of a day, or something that was done on it. */
type HistoryItem =
  | { readonly kind: 'day'; readonly key: string; readonly title: string }
  | { readonly kind: 'step'; readonly key: string; readonly step: HistoryStep };

/** The list of these steps (newest first), with a title ahead of each local day; `now` is in milliseconds since 1970. */
export function historyItems(steps: readonly HistoryStep[], now: number): readonly HistoryItem[] {
  const items: HistoryItem[] = [];
  let latest: string | null = null;
  for (const step of steps) {
    const [{ id, time }] = step;
    const day = dayKey(time);
    if (day !== latest) items.push({ kind: 'day', key: `${day} ${id}`, title: titleOf(time, now) });
    latest = day;
    items.push({ kind: 'step', key: id, step });
  }
  return items;
}

/** As "2025-03-01", by the local calendar. */
export function dayKey(time: number): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** "Today", "Yesterday" or the date. */
function titleOf(time: number, now: number): string {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayKey(time) === dayKey(now)) return words.history.today;
  if (dayKey(time) === dayKey(yesterday.getTime())) return words.history.yesterday;
  return fullDate().format(time);
}

const fullDate = lazily(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'full' }));
