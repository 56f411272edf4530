import type { WebContents } from 'electron';
import type { Answer, AnyAnswer, Question, QuestionKind } from '../protocol/ipc.ts';
import { tell } from './ipc.ts';

interface Open {
  readonly contents: WebContents;
  readonly kind: QuestionKind;
  readonly settle: (answer: AnyAnswer | null) => void;
}

/** Questions to pages that wait for their answers. */
export class Questions {
  readonly #open = new Map<number, Open>();
  readonly #watched = new WeakSet<WebContents>();
  #latest = 0;

  /** Asks a page; gives `null` when it has not answered in time, or is gone. */
  async ask<Kind extends QuestionKind>(
    contents: WebContents,
    question: Extract<Question, { readonly kind: Kind }>,
    timeoutMs: number,
  ): Promise<Answer<Kind> | null> {
    this.#watch(contents);
    this.#latest += 1;
    const number = this.#latest;
    const answer = await new Promise<AnyAnswer | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), timeoutMs);
      const settle = (given: AnyAnswer | null) => {
        clearTimeout(timer);
        resolve(given);
      };
      this.#open.set(number, { contents, kind: question.kind, settle });
      tell(contents, 'question', number, question);
    });
    this.#open.delete(number);
    return answer as Answer<Kind> | null;
  }

  /** Takes an answer; one that nobody waits for any more is passed over. */
  answer(contents: WebContents, number: number, answer: AnyAnswer): void {
    const open = this.#open.get(number);
    if (open?.contents === contents && open.kind === answer.kind) open.settle(answer);
  }

  /** A page that is gone answers nothing. */
  #watch(contents: WebContents): void {
    if (this.#watched.has(contents)) return;
    this.#watched.add(contents);
    const giveUp = () => {
      for (const open of this.#open.values()) if (open.contents === contents) open.settle(null);
    };
    contents.on('destroyed', giveUp);
    contents.on('render-process-gone', giveUp);
  }
}
