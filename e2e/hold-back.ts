import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** What Playwright has `electron <path>` load first: it keeps the app from getting ready until Playwright says so. */
const LOADER = createRequire(createRequire(import.meta.url).resolve('playwright-core/package.json')).resolve(
  './lib/server/electron/loader.js',
);

/** For a program to open the port on which it can be stopped, in milliseconds. */
const OPEN_MS = 20_000;

/**
 * Holds a packaged app back until Playwright is connected, as Playwright itself does with one that is not packaged.
 *
 * Otherwise the first window comes at any moment of Playwright's connecting, and at some of them it waits for ever.
 * A package takes no `-r`, but the copy for tests takes a debugger: it stops before the first line of ours, is given
 * what `-r` would have loaded, and goes on.
 *
 * @param port at which it was told to wait, by `--inspect-brk`
 */
export async function holdBack(port: number): Promise<void> {
  const debuggee = new WebSocket(await addressOf(port));
  await once(debuggee, 'open');
  const paused = new Promise<void>((resolve) => {
    debuggee.on('message', (data: Buffer) => {
      if ((JSON.parse(data.toString()) as { method?: string }).method === 'Debugger.paused') resolve();
    });
  });
  let id = 0;
  const tell = (method: string, params = {}) => debuggee.send(JSON.stringify({ id: ++id, method, params }));
  tell('Debugger.enable');
  tell('Runtime.runIfWaitingForDebugger');
  await paused;
  const expression = `(() => {${readFileSync(LOADER, 'utf8')}})()`;
  tell('Runtime.evaluate', { expression, includeCommandLineAPI: true });
  tell('Debugger.disable');
  debuggee.close();
}

/** Where the debugger is, once there is one. */
async function addressOf(port: number): Promise<string> {
  const deadline = Date.now() + OPEN_MS;
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
      const [target] = (await answer.json()) as { webSocketDebuggerUrl: string }[];
      if (target) return target.webSocketDebuggerUrl;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(10);
  }
}
