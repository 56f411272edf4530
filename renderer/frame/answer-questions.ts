import { assertNever, reasonOf } from '../../cart/result.ts';
import type { AnyAnswer, Question, TrolleyBridge, Unsubscribe } from '../../protocol/ipc.ts';
import { errorText } from '../../protocol/line-protocol.ts';
import type { OpenCarts } from './open-carts.svelte.ts';

/** Answers the main process: lines from the command port, and whether the window may close. */
export const answerQuestions = (bridge: TrolleyBridge, carts: OpenCarts): Unsubscribe =>
  bridge.onQuestion((question) => answer(carts, question));

async function answer(carts: OpenCarts, question: Question): Promise<AnyAnswer> {
  switch (question.kind) {
    case 'line': {
      const session = carts.tabOf(question.cartId)?.session;
      const reply = session ? await session.answerLine(question.line) : notOpen;
      return { kind: 'line', reply };
    }
    case 'settle':
      return settle(carts);
    default:
      return assertNever(question);
  }
}

const notOpen = { text: errorText('no_window', 'the cart is not open'), isLast: false };

/** Of all its carts, even when one cannot be saved: the others are then safe. */
async function settle(carts: OpenCarts): Promise<AnyAnswer> {
  const sessions = carts.tabs.flatMap(({ session }) => session ?? []);
  const settled = await Promise.allSettled(sessions.map((session) => session.settle()));
  const failed = settled.find((each) => each.status === 'rejected');
  const unsent = sessions
    .map(({ cartId, unsentCount }) => ({ cartId, count: unsentCount }))
    .filter(({ count }) => count > 0);
  return { kind: 'settle', problem: failed ? reasonOf(failed.reason) : null, unsent };
}
