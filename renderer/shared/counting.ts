import { lazily } from '../../cart/lazily.ts';

const numbers = lazily(() => new Intl.NumberFormat());

/** "1 unit", "3 units", "1,200 units". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numbers().format(count)} ${count === 1 ? one : many}`;

/** With the separators people here use. */
export const numberText = (count: number): string => numbers().format(count);
