import { assertNever } from '../../cart/result.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { LinkProblem } from '../../protocol/link-problem.ts';
import type { Connection } from '../../protocol/relay-link.ts';

const closeTexts: Readonly<Record<number, string>> = {
  [closeCodes.badFrame]: 'The server did not understand this version of Trolley.',
  [closeCodes.badCartId]: 'The server does not take this name for a cart.',
  [closeCodes.idle]: 'The server waited too long for a sign-in.',
  [closeCodes.tooLarge]: 'A change was too large for the server.',
  [closeCodes.draining]: 'The server is restarting. Changes are kept here and sent when it is back.',
  [closeCodes.slowConsumer]: 'The connection is too slow to keep up. It is tried again.',
};

/** What there is to say about a connection, in words for whoever fills the cart. */
export function problemText(problem: LinkProblem, connection: Connection): string {
  switch (problem.kind) {
    case 'access-missing':
      return 'This cart needs an access code.';
    case 'access-ended':
      return 'Your access to this cart has ended.';
    case 'access-elsewhere':
      return 'Your access code does not open this cart.';
    case 'too-fast':
      return 'More was sent than the server takes from one person at once.';
    case 'closed':
      return closeTexts[problem.code] ?? (connection === 'ended' ? ENDED : UNREACHABLE);
    case 'silent':
      return 'The server has gone silent. Changes are kept here and sent when it answers.';
    case 'not-durable':
      return 'This server does not say what it has stored, so nothing is shown as safe with everyone.';
    case 'storage':
      return 'The server cannot store changes just now. They are kept here and sent again.';
    case 'bad-update':
      return 'The server sent something that is not part of a cart. It was left out.';
    case 'bad-frame':
      return 'The server sent something that this version of Trolley does not understand.';
    default:
      return assertNever(problem);
  }
}

const UNREACHABLE = 'The server does not answer. Changes are kept here and sent when it does.';
const ENDED = 'The server has ended the connection.';
