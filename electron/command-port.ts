import { errorText, type LineReply } from '../protocol/line-protocol.ts';
import { serveLines, type LineServer } from '../relay/line-server.ts';
import type { CartWindows } from './cart-windows.ts';

/** A change is answered when it is saved, which a slow disk may take a while for. In milliseconds. */
const ANSWER_MS = 30_000;

/**
 * Serves the line protocol for this desktop, on loopback. Each line goes to a window that has its cart
 * loaded, the one in front if possible, and is carried out there as if done by hand.
 */
export function openCommandPort(port: number, windows: CartWindows): Promise<LineServer> {
  return serveLines({ port, onLine });

  async function onLine(line: string): Promise<LineReply> {
    const candidates = [windows.current, ...windows.all];
    // One whose cart cannot be read says so itself.
    const window =
      candidates.find((candidate) => candidate?.load === 'ready') ??
      candidates.find((candidate) => candidate?.load === 'failed');
    if (!window) return failure('no_window', 'no window has its cart loaded');
    const { webContents } = window.browserWindow;
    const answer = await windows.questions.ask(webContents, { kind: 'line', line }, ANSWER_MS);
    return answer?.reply ?? failure('no_answer', 'the window does not answer');
  }
}

const failure = (code: string, message: string): LineReply => ({
  text: errorText(code, message),
  isLast: false,
});
