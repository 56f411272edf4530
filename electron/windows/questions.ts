import type { WebContents } from 'electron';

interface Kinded {
  readonly kind: string;
}

interface Open<Answer extends Kinded> {
  readonly contents: WebContents;
  readonly kind: string;
  readonly settle: (answer: Answer | null) => void;
}

/** Questions to pages of one kind of window that wait for their answers. */
export class Questions<Question extends Kinded, Answer extends Kinded> {
  readonly #send: (contents: WebContents, number: number, question: Question) => void;
  readonly #open = new Map<number, Open<Answer>>();
  readonly #watched = new WeakSet<WebContents>();
  #latest = 0;

  constructor(send: (contents: WebContents, number: number, question: Question) => void) {
    this.#send = send;
  }

  /** Asks a page; gives `null` when it has not answered in time, or is gone. */
  async ask<Kind extends Question['kind'] & Answer['kind']>(
    contents: WebContents,
    question: Question & { readonly kind: Kind },
    timeoutMs: number,
  ): Promise<Extract<Answer, { readonly kind: Kind }> | null> {
    if (contents.isDestroyed()) return null;
    this.#watch(contents);
    this.#latest += 1;
    const number = this.#latest;
    const answer = await new Promise<Answer | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), timeoutMs);
      const settle = (given: Answer | null) => {
        clearTimeout(timer);
        resolve(given);
      };
      this.#open.set(number, { contents, kind: question.kind, settle });
      this.#send(contents, number, question);
    });
    this.#open.delete(number);
    return answer as Extract<Answer, { readonly kind: Kind }> | null;
  }

  /** Takes an answer; one that nobody waits for any more is passed over. */
  answer(contents: WebContents, number: number, answer: Answer): void {
    const open = this.#open.get(number);
    if (open?.contents === contents && open.kind === answer.kind) open.settle(answer);
  }

  /** A page that is gone, or read anew, answers nothing. */
  #watch(contents: WebContents): void {
    if (this.#watched.has(contents)) return;
    this.#watched.add(contents);
    const giveUp = () => {
      for (const open of this.#open.values()) if (open.contents === contents) open.settle(null);
    };
    contents.on('destroyed', giveUp);
    contents.on('render-process-gone', giveUp);
    contents.on('did-navigate', giveUp);
  }
}
