import { expect, test } from 'vitest';
import { fuzzRoom } from './fuzz-room.ts';

/** `npm run fuzz` does a million, with any seed. */
const CASES = 20_000;

test('no message harms a cart, those at it, or the relay', async () => {
  const heapBefore = process.memoryUsage().heapUsed;
  const { outcomes, faults, cases } = await fuzzRoom({ cases: CASES, seed: 3 });
  expect(faults).toEqual([]);
  expect(cases).toBe(CASES);
  // It reaches what is behind the first checks, or it would show nothing.
  for (const code of ['accepted', 'malformed', 'conflict', 'gap', 'clock', 'forbidden', 'closed 0']) {
    expect(
      [...outcomes.keys()].filter((outcome) => outcome.includes(code)),
      code,
    ).not.toEqual([]);
  }
  expect(outcomes.size).toBeGreaterThan(150);
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(256 * 1024 * 1024);
}, 60_000);
