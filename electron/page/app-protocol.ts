/* eslint-disable @typescript-eslint/no-deprecated -- See `docs/decisions/0019-serving-pages.md`. */
import { app, protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { APP_HOST, fileOf } from './app-file.ts';
import { securityHeaders } from './content-policy.ts';

const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** When a page has been used for so long, what has been compiled of its script is kept, in milliseconds. */
const COMPILED_AFTER_MS = 2_000;

/** The kinds of file a page is made of; nothing else is served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * A scheme with an origin of its own, so that storage and policies hold. Before the app is ready.
 *
 * Chromium keeps compiled scripts for the next start, and here not before the first cart is drawn: what that needed is
 * kept, too. See `docs/decisions/0020-a-page-is-one-script.md`.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
  app.commandLine.appendSwitch('enable-features', `CacheCodeOnIdle:delay/${COMPILED_AFTER_MS}`);
}

/**
 * Serves the built pages in `root` as `app://trolley/…`: reading, from there, and nothing else. `reach` gives the
 * origins that a page of carts may talk to when it is read at this moment.
 */
export function serveApp(root: string, reach: () => ReadonlySet<string>): void {
  // The admin page talks to nobody: the main process does that for it.
  const forAdmin = securityHeaders(new Set());
  protocol.registerBufferProtocol(APP_SCHEME, ({ method, url }, answer) => {
    const isAdmin = URL.parse(url)?.pathname === '/admin.html';
    const headers = { ...(isAdmin ? forAdmin : securityHeaders(reach())) };
    const refuse = (statusCode: number): void => answer({ statusCode, headers, data: Buffer.alloc(0) });
    const file = fileOf(root, url);
    const mimeType = file === null ? undefined : types[extname(file)];
    if (method !== 'GET') refuse(405);
    else if (file === null || mimeType === undefined) refuse(404);
    else {
      readFile(file).then(
        (data) => answer({ headers, mimeType, charset: 'utf-8', data }),
        // Not there, or not readable: the page need not know which.
        () => refuse(404),
      );
    }
  });
}
