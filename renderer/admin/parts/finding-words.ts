import { assertNever } from '../../../cart/result.ts';
import type { Finding } from '../../../protocol/verdict.ts';
import { counted } from '../../shared/counting.ts';
import { capitalise } from '../../shared/names.ts';
import { awayWords } from './away-words.ts';

/** A finding as a sentence without its full stop; which operations they are is shown beside it. */
export function findingWords({ verdict, opIds, at, detail }: Finding): string {
  const isOne = opIds.length === 1;
  const ops = counted(opIds.length, 'operation');
  const areOps = `${ops} ${isOne ? 'is' : 'are'}`;
  const them = isOne ? 'it' : 'them';
  switch (verdict) {
    case 'LAG':
      return lagWords(opIds.length, areOps, at, detail);
    case 'MISSING_AT_DB':
      return detail.includes('neither')
        ? `${areOps} gone: exported once, and now neither in the database nor at the relay`
        : `${areOps} missing in the database, which should have ${them} by now`;
    case 'MISSING_AT_RELAY':
      return `${areOps} missing at the relay, which had ${them} before`;
    case 'MISSING_AT_CLIENT':
      return `${capitalise(placeWords(at))} was never given ${ops}`;
    case 'EXTRA_AT_DB':
      return detail.includes('no cart can have this name')
        ? `The database has ${ops} under a name that no cart can have`
        : `${areOps} only in the database; where ${isOne ? 'it' : 'they'} came from is not known`;
    case 'CONTENT_MISMATCH':
      return mismatchWords(at, detail);
    case 'PROJECTION_STALE':
      return detail.includes('no lines')
        ? 'The database has operations of this cart, and no lines made from them'
        : 'The lines of this cart in the database are not those that the export wrote';
    case 'REDUCER_SKEW':
      return at === 'relay'
        ? 'The relay is of another version of Trolley, which may count differently'
        : 'The lines in the database were made by another version of Trolley, which may have counted differently';
    case 'UNREACHABLE':
      return `Nothing is known of this cart. ${awayWords(detail) ?? capitalise(detail)}`;
    default:
      return assertNever(verdict);
  }
}

/** `db` and `relay` in words; clients have names already. */
export function placeWords(at: string): string {
  if (at === 'db') return 'the database';
  return at === 'relay' ? 'the relay' : at;
}

function lagWords(count: number, areOps: string, at: string, detail: string): string {
  if (count === 0) return 'The last export of this cart did not come to its end; the next one goes on';
  if (detail.startsWith('in the outbox')) return `${areOps} waiting on ${placeWords(at)} to be sent`;
  if (at === 'db') return `${areOps} newer than the last export`;
  return `${areOps} not yet with ${placeWords(at)}`;
}

/** The detail ends in which fields differ, such as "…: qty is 7, not 2". */
function mismatchWords(at: string, detail: string): string {
  if (detail.startsWith('the operation is the same')) {
    return 'The row of an operation was touched: what it says is right, what is noted beside it is not';
  }
  const start = detail.indexOf(': ');
  const fields = start < 0 ? '' : `: ${detail.slice(start + 2)}`;
  return `${capitalise(placeWords(at))} has another version of an operation than the relay${fields}`;
}
