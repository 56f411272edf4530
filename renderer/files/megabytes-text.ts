import { lazily } from '../../cart/lazily.ts';

const numbers = lazily(() => new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }));

/** "10" or "19.8": bytes in megabytes, as people count them. */
export const megabytesText = (bytes: number): string => numbers().format(bytes / (1024 * 1024));
