import { app, session, shell, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

/**
 * What our own pages may have without asking; everything else is denied, to them and to all others.
 *
 * `persistent-storage` keeps Chromium from clearing carts when the disk runs low. The network ones are for a
 * relay on this computer or nearby, which newer versions of Chromium ask about; the content policy says which.
 */
const allowed = new Set<string>([
  'persistent-storage',
  'local-network',
  'local-network-access',
  'loopback-network',
]);

/** Holds every page, of whatever window, to its place. To be called when the app is ready. */
export function enforceWebContentsRules(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  const { defaultSession } = session;
  // No field of ours has it, and Chromium would fetch its dictionaries from far away.
  defaultSession.setSpellCheckerLanguages([]);
  defaultSession.setSpellCheckerEnabled(false);
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => isOwn(origin) && allowed.has(permission),
  );
  defaultSession.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl }) =>
    callback(isOwn(requestingUrl) && allowed.has(permission)),
  );
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event, item) => {
    // What a page made itself, such as an export; the user is asked where to.
    if (!item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) event.preventDefault();
  });
}

/** A page stays where it is, which it may read again, in the one window it has; links open outside. */
function confine(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    const isReload = event.isMainFrame && event.url === contents.getURL() && isOwn(event.url);
    if (!isReload) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

/** Opens an address in the browser or mail program, if it is one for those. */
function openOutside(address: string): void {
  const url = URL.parse(address);
  if (url?.protocol === 'https:' || url?.protocol === 'mailto:') void shell.openExternal(url.href);
}

/** An origin has no host in Node's eyes when its scheme is not one of the web's, so both parts are compared. */
function isOwn(address: string | undefined): boolean {
  const url = URL.parse(address ?? '');
  return url !== null && `${url.protocol}//${url.host}` === APP_ORIGIN;
}
