import { lazily } from '../../cart/lazily.ts';

const exact = lazily(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }));

/** With the day and the second; milliseconds since 1970. */
export const exactTime = (time: number): string => exact().format(time);
