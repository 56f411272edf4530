import { assertNever } from '../../cart/result.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { LinkProblem } from '../../protocol/link-problem.ts';
import type { Connection } from '../../protocol/relay-link.ts';
import { words } from '../messages/words.ts';

const say = words.status.connection;

const closeTexts: Readonly<Record<number, string>> = {
  [closeCodes.badFrame]: say.notUnderstood,
  [closeCodes.badCartId]: say.badName,
  [closeCodes.idle]: say.idle,
  [closeCodes.tooLarge]: say.tooLarge,
  [closeCodes.draining]: say.draining,
  [closeCodes.slowConsumer]: say.tooSlow,
};

/** What there is to say about a connection, in words for whoever fills the cart; whether the relay was ever met. */
export function problemText(problem: LinkProblem, connection: Connection, hasMet: boolean): string {
  switch (problem.kind) {
    case 'access-missing':
      return say.accessMissing;
    case 'access-ended':
      return say.accessEnded;
    case 'access-elsewhere':
      return say.accessElsewhere;
    case 'too-fast':
      return say.tooFast;
    case 'closed':
      return (
        closeTexts[problem.code] ??
        (connection === 'ended' ? say.ended : hasMet ? say.unreachable : say.neverMet)
      );
    case 'silent':
      return say.silent;
    case 'not-durable':
      return say.notDurable;
    case 'storage':
      return say.storage;
    case 'bad-update':
      return say.badUpdate;
    case 'bad-frame':
      return say.badFrame;
    default:
      return assertNever(problem);
  }
}
