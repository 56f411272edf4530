import type { CartId } from '../../cart/ids.ts';
import { errorText, type LineReply } from '../../protocol/line-protocol.ts';
import { serveLines, type LineServer } from '../../relay/line-server.ts';
import { shownCart, type CartWindow } from '../windows/cart-window.ts';
import type { CartWindows } from '../windows/cart-windows.ts';

/** A change is answered when it is saved, which a slow disk may take a while for. In milliseconds. */
const ANSWER_MS = 30_000;

/**
 * Serves the line protocol for this desktop, on loopback. Each line goes to a cart that is loaded, the one in front
 * if possible, and is carried out there as if done by hand.
 */
export function openCommandPort(port: number, windows: CartWindows): Promise<LineServer> {
  return serveLines({ port, onLine });

  async function onLine(line: string): Promise<LineReply> {
    const candidates = [windows.current, ...windows.all].flatMap((window) => window ?? []);
    // One that cannot be read says so itself.
    const target = findCart(candidates, 'ready') ?? findCart(candidates, 'failed');
    if (!target) return failure('no_window', 'no window has its cart loaded');
    const { window, cartId } = target;
    const question = { kind: 'line', cartId, line } as const;
    const answer = await windows.questions.ask(window.browserWindow.webContents, question, ANSWER_MS);
    return answer?.reply ?? failure('no_answer', 'the window does not answer');
  }
}

/** A cart in that state: the one in front of the first window that has any. */
function findCart(
  windows: readonly CartWindow[],
  load: 'ready' | 'failed',
): { readonly window: CartWindow; readonly cartId: CartId } | null {
  for (const window of windows) {
    const cartId = [shownCart(window), ...window.tabs.open].find(
      (candidate) => candidate !== null && window.loads.get(candidate) === load,
    );
    if (cartId) return { window, cartId };
  }
  return null;
}

const failure = (code: string, message: string): LineReply => ({
  text: errorText(code, message),
  isLast: false,
});
