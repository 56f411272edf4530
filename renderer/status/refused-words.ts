import type { UserId } from '../../cart/ids.ts';
import { assertNever } from '../../cart/result.ts';
import { isOfFullCart, type Refusal } from '../../protocol/frames.ts';
import { words } from '../messages/words.ts';

/** Why the relay did not take a change, as a shopper would say it. */
export function refusedWords(refusal: Refusal, user: UserId, canChange: boolean): string {
  const { code, reason } = refusal;
  const { refused, lookOnly } = words.status;
  switch (code) {
    case 'forbidden':
      return canChange ? refused.otherName(user) : lookOnly;
    case 'clock':
      return refused.clock;
    case 'quota':
      return isOfFullCart(refusal) ? refused.full : refused.tooMuch(reason);
    case 'malformed':
    case 'conflict':
    case 'gap':
    case 'storage':
      return reason;
    default:
      return assertNever(code);
  }
}
