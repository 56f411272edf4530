import { lazily } from '../../cart/lazily.ts';
import type { UserId } from '../../cart/ids.ts';
import { words } from '../messages/words.ts';
import type { EarlierImport } from './import-plan.ts';

const days = lazily(
  () => new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' }),
);

/** "Already imported by Ana on 3 November 2026: 38 of 40 rows are here." */
export function earlierWords({ by, at }: EarlierImport, here: number, all: number, self: UserId): string {
  const others = by.filter((user) => user !== self).map(String);
  const names = others.length < by.length ? [...others, words.files.you] : others;
  const last = names.at(-1) ?? '';
  const listed = names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${words.files.and} ${last}`;
  return words.files.earlier(listed, days().format(at), here, all);
}
