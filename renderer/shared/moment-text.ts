import { lazily } from '../../cart/lazily.ts';

const moment = lazily(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' }));
const clock = lazily(() => new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }));

/** "21 November 2026 at 14:02", in the words of whoever looks; from milliseconds since 1970. */
export const momentText = (time: number): string => moment().format(time);

/** "14:02". */
export const clockText = (time: number): string => clock().format(time);
