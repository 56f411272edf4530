import { reasonOf } from '../../cart/result.ts';

/** What went wrong with the database, in words for the person whose changes are not being saved. */
export function storageProblemText(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return 'The disk is full. Free some space: your changes are kept open here and saved as soon as they fit.';
  }
  const detail = reasonOf(error);
  return `Changes cannot be saved on this computer just now (${detail}). They are kept open here and tried again.`;
}
