import type { UserId } from '../../cart/ids.ts';
import { assertNever } from '../../cart/result.ts';
import type { Refusal } from '../../protocol/frames.ts';
import { LOOK_ONLY } from './access-words.ts';

/** Why the relay did not take a change, as a shopper would say it. */
export function refusedWords({ code, reason }: Refusal, user: UserId, canChange: boolean): string {
  switch (code) {
    case 'forbidden':
      return canChange ? `The server takes only what is done in the name of ${user}.` : LOOK_ONLY;
    case 'clock':
      return 'It was done while the clock of this computer was wrong, and cannot take its place among the others’.';
    case 'quota':
      return `It is more than the server allows: ${reason}.`;
    case 'malformed':
    case 'conflict':
    case 'gap':
    case 'storage':
      return reason;
    default:
      return assertNever(code);
  }
}
