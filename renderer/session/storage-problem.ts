import { reasonOf } from '../../cart/result.ts';
import { words } from '../messages/words.ts';

/** What went wrong with the database, in words for the person whose changes are not being saved. */
export function storageProblemText(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return words.status.storage.full;
  }
  return words.status.storage.failed(reasonOf(error));
}
