import { expect, test } from 'vitest';
import { sizeWords, spanWords } from './amount-words.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1e3, 6e4, 36e5, 864e5] as const;

test.each([
  [300, '1 second'],
  [25 * SECOND, '25 seconds'],
  [6 * MINUTE + 12 * SECOND, '6 minutes'],
  [59.6 * MINUTE, '1 hour'],
  [3 * HOUR, '3 hours'],
  [2 * DAY, '2 days'],
  [364 * DAY, '1 year'],
  [3652 * DAY, '10 years'],
])('%d ms are %s', (span, said) => expect(spanWords(span)).toBe(said));

test.each([
  [0, '1 kB'],
  [120_400, '120 kB'],
  [3_460_000, '3.5 MB'],
  [41_000_000_000, '41 GB'],
  [250_400_000_000, '250 GB'],
])('%d bytes are %s', (bytes, said) => expect(sizeWords(bytes)).toBe(said));
