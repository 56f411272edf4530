import { describe, expect, it } from 'vitest';
import type { OpId } from '../../../cart/ids.ts';
import type { Finding } from '../../../protocol/verdict.ts';
import { findingWords } from './finding-words.ts';

const ids = (count: number) => Array.from({ length: count }, (_, n) => `0123456789abc.${n + 1}` as OpId);
const said = (verdict: Finding['verdict'], at: string, count: number, detail: string) =>
  findingWords({ verdict, at, opIds: ids(count), detail });

describe('findingWords', () => {
  it('counts one operation and several as people do', () => {
    expect(said('MISSING_AT_DB', 'db', 1, 'exported before, and not in the database')).toBe(
      '1 operation is missing in the database, which should have it by now',
    );
    expect(said('MISSING_AT_RELAY', 'relay', 1200, 'exported from the relay, which lacks it')).toMatch(
      /^1.200 operations are missing at the relay, which had them before$/,
    );
  });

  it('tells what is gone everywhere from what is only missing in the database', () => {
    const detail = 'exported before, and now neither in the database nor at the relay';
    expect(said('MISSING_AT_DB', 'db', 2, detail)).toMatch(/^2 operations are gone/);
  });

  it('says where something is that is on its way', () => {
    expect(said('LAG', 'ben', 1, 'in the outbox of ben')).toBe('1 operation is waiting on ben to be sent');
    expect(said('LAG', 'ben', 3, 'not yet with ben')).toBe('3 operations are not yet with ben');
    expect(said('LAG', 'db', 3, 'newer than the last export')).toMatch(/newer than the last export$/);
    expect(said('LAG', 'db', 0, 'an export of this cart has not come to its end')).toMatch(
      /did not come to its end/,
    );
  });

  it('says which fields of two versions differ, and tells a touched row from a changed operation', () => {
    const detail = 'the database says otherwise than the relay: qty is 7, not 2';
    expect(said('CONTENT_MISMATCH', 'db', 1, detail)).toBe(
      'The database has another version of an operation than the relay: qty is 7, not 2',
    );
    const beside = 'the operation is the same; the columns beside it are not as they were written';
    expect(said('CONTENT_MISMATCH', 'db', 1, beside)).toMatch(/what it says is right/);
  });

  it('gives the reason where nothing is known', () => {
    expect(said('UNREACHABLE', 'source', 0, 'the relay is down')).toBe(
      'Nothing is known of this cart. The relay is away',
    );
    expect(said('UNREACHABLE', 'source', 0, 'ben is gone')).toBe(
      'Nothing is known of this cart. Ben is gone',
    );
  });
});
