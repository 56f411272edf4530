import { expect, it } from 'vitest';
import { awayWords } from './away-words.ts';

it('names the place by what the ledger says of it, and guesses nothing', () => {
  expect(awayWords('the database trolley at db:5432: connect ECONNREFUSED')).toBe('The database is away');
  expect(awayWords('cannot reach http://127.0.0.1:4444: connect ECONNREFUSED')).toBe('The relay is away');
  expect(awayWords('the relay is down')).toBe('The relay is away');
  expect(awayWords('this desktop did not answer')).toBeNull();
});
