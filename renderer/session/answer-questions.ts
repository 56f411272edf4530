import { assertNever, reasonOf } from '../../cart/result.ts';
import type { TrolleyBridge, Unsubscribe } from '../../protocol/ipc.ts';
import { errorText, executeLine, type LineContext } from '../../protocol/line-protocol.ts';

/** Answers the main process: lines from the command port, and whether the window may close. */
export function answerQuestions(
  bridge: TrolleyBridge,
  context: LineContext,
  settle: () => Promise<void>,
): Unsubscribe {
  return bridge.onQuestion(async (question) => {
    switch (question.kind) {
      case 'line':
        return { kind: 'line', reply: await executeLine(context, question.line) };
      case 'settle':
        return { kind: 'settle', problem: await whyNot(settle) };
      default:
        return assertNever(question);
    }
  });
}

/** Answers when there is no cart to ask about: it could not be loaded. */
export function answerWithout(bridge: TrolleyBridge, reason: string): Unsubscribe {
  const reply = { text: errorText('storage', reason), isLast: false };
  return bridge.onQuestion(({ kind }) =>
    Promise.resolve(kind === 'line' ? { kind, reply } : { kind, problem: null }),
  );
}

async function whyNot(settle: () => Promise<void>): Promise<string | null> {
  try {
    await settle();
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
