import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { APP_HOST, fileOf } from './app-file.ts';
import { securityHeaders } from './content-policy.ts';

const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** The kinds of file a page is made of; nothing else is served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** A scheme with an origin of its own, so that storage and policies hold. Before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built pages in `root` as `app://trolley/…`: reading, from there, and nothing else. `reach` gives the
 * origins that a page of carts may talk to when it is read at this moment.
 */
export function serveApp(root: string, reach: () => ReadonlySet<string>): void {
  // The admin page talks to nobody: the main process does that for it.
  const forAdmin = securityHeaders(new Set());
  protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const headers = URL.parse(url)?.pathname === '/admin.html' ? forAdmin : securityHeaders(reach());
    const refuse = (status: number) => new Response(null, { status, headers });
    if (method !== 'GET') return refuse(405);
    const file = fileOf(root, url);
    const type = file === null ? undefined : types[extname(file)];
    if (file === null || type === undefined) return refuse(404);
    try {
      const body = new Uint8Array(await readFile(file));
      return new Response(body, { headers: { ...headers, 'content-type': type } });
    } catch {
      // Not there, or not readable: the page need not know which.
      return refuse(404);
    }
  });
}
