import type { HistoryEntry } from '../../cart/history.ts';
import type { UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { whenText } from '../shared/when-text.ts';
import { unitsByPerson } from './units-by-person.ts';

/** "Ana added 2, 09:41 · you added 1, yesterday": who put in what of a row, and when; `now` in milliseconds since 1970. */
export const addedText = (
  history: readonly HistoryEntry[],
  row: CartRow,
  self: UserId,
  now: number,
  locale?: string,
): string =>
  unitsByPerson(history, row)
    .map(({ user, units, time }) => {
      const who = { name: user, isSelf: user === self };
      const count = numberText(Math.abs(units));
      const when = whenText(time, now, locale);
      return units > 0
        ? words.rows.details.added(who, count, when)
        : words.rows.details.took(who, count, when);
    })
    .join(' · ');
