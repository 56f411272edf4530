import { afterPaint } from '../shared/after-paint.ts';

type Data = Parameters<WebSocket['send']>[0];

/**
 * A socket that lets the frame go first: what came of a key is on the screen before it is on its way.
 *
 * To send wakes other programs, which take the processor from the page right when it draws.
 */
export class PacedSocket extends WebSocket {
  readonly #waiting: Data[] = [];

  override send(data: Data): void {
    this.#waiting.push(data);
    if (this.#waiting.length === 1) afterPaint(() => this.#flush());
  }

  override close(code?: number, reason?: string): void {
    this.#flush();
    super.close(code, reason);
  }

  #flush(): void {
    for (const data of this.#waiting.splice(0)) super.send(data);
  }
}
