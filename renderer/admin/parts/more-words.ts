import { counted, numberText } from '../../shared/counting.ts';

/** What a button says that shows more of a list: "Show 3 more carts", "Show 100 of 1,200 more carts". */
export const moreWords = (rest: number, page: number, one: string): string =>
  rest <= page
    ? `Show ${numberText(rest)} more ${rest === 1 ? one : `${one}s`}`
    : `Show ${numberText(page)} of ${counted(rest, `more ${one}`)}`;
