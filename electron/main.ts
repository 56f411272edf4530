/** The desktop: reads the command line, takes on a profile, and opens its first window. Wires; decides nothing. */
import { app } from 'electron';
import { join } from 'node:path';
import { openAdmin } from './admin/admin.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { handleCartRequests } from './cart-requests.ts';
import { CartWindows } from './cart-windows.ts';
import { openCommandPort } from './command-port.ts';
import { exportFile } from './export-file.ts';
import { setMenu } from './menu.ts';
import { OfflineChoice } from './offline-choice.ts';
import { adoptProfile, type Profile } from './profile.ts';
import { openRelayAccess } from './relay-access.ts';
import { isSecondStart, onSecondStart } from './single-instance.ts';
import { readSwitches, USAGE, type Switches } from './switches.ts';
import { openVault } from './vault.ts';
import { enforceWebContentsRules } from './web-contents-rules.ts';

const read = readSwitches(process.argv.slice(1));
if (!read.ok) {
  process.stderr.write(`${read.refusal.message}\n${USAGE}\n`);
  app.exit(2);
} else {
  const profile = adoptProfile(read.value);
  registerAppScheme();
  if (isSecondStart(read.value)) {
    process.stderr.write(`Trolley is already open for ${profile.name}: it opens another window there.\n`);
    if (read.value.tokenFile !== null)
      process.stderr.write('The access code is not taken: enter it there.\n');
    app.exit(0);
  } else {
    run(read.value, profile).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      app.exit(1);
    });
  }
}

async function run(switches: Switches, profile: Profile): Promise<void> {
  const { relayUrl, tokenFile, cartId, offline, commandPort } = switches;
  const windows = new CartWindows(profile.name);
  const choice = new OfflineChoice(offline);
  let announce: ((load: 'ready' | 'failed') => void) | null = null;
  // Before anything is awaited, or an early second start would find nobody listening.
  onSecondStart((second) => void app.whenReady().then(() => windows.open(second.cartId)));
  keepRunning(() => windows.open(cartId));

  await app.whenReady();
  const vault = openVault();
  const access = openRelayAccess(relayUrl, tokenFile, vault);
  const admin = openAdmin({ profile, relayUrl, access, vault, openCart: (id) => windows.open(id) });
  handleCartRequests(windows, {
    'get-setup': (window) => ({
      profile: profile.name,
      user: profile.user,
      cartId: window.cartId,
      relayUrl,
      offline: choice.isOffline,
      access: access.info,
    }),
    'set-offline': (_window, isOffline) => choice.set(isOffline),
    'set-title': (window, title) => windows.setTitle(window, title),
    'report-load': (window, load) => {
      window.load = load;
      // That the store is in use has to be known after a crash; see `renderer/session/store-memory.ts`.
      window.browserWindow.webContents.session.flushStorageData();
      announce?.(load);
      announce = null;
    },
    'edit-text': ({ browserWindow }, command) => browserWindow.webContents[command](),
    'get-token': () => access.token,
    'set-token': (_window, token) => access.set(token),
    'export-file': ({ browserWindow, cartId: id }, text) =>
      exportFile(browserWindow, { title: 'Save unsent changes', name: `${id}-unsent-changes.json`, text }),
    answer: ({ browserWindow }, number, answer) =>
      windows.questions.answer(browserWindow.webContents, number, answer),
  });
  enforceWebContentsRules();
  serveApp(join(import.meta.dirname, '..', 'renderer'), relayUrl);
  const refreshMenu = setMenu({
    newWindow: () => windows.open(windows.current?.cartId ?? cartId),
    openAdmin: () => admin.open(),
    send: (command) => {
      const window = windows.inFront;
      if (window) windows.tell(window, 'menu-command', command);
    },
    setOffline: (isOffline) => choice.set(isOffline),
    isOffline: () => choice.isOffline,
    hasRelay: relayUrl !== null,
  });
  choice.onChange((isOffline) => {
    refreshMenu();
    windows.tellAll('offline-changed', isOffline);
  });
  access.onChange(() => windows.tellAll('access-changed', access.info));
  const lines = commandPort === null ? null : await openCommandPort(commandPort, windows);
  announce = (load) => {
    const event = load === 'ready' ? 'ready' : 'load-failed';
    const place = { profile: profile.name, cart: cartId, relay: relayUrl, commandPort: lines?.port ?? null };
    process.stdout.write(`${JSON.stringify({ event, ...place, pid: process.pid })}\n`);
  };
  windows.open(cartId);
}

/** Quits with the last window, except on macOS, where an app stays and opens one when it is called upon. */
function keepRunning(openWindow: () => void): void {
  let isQuitting = false;
  app.on('before-quit', () => (isQuitting = true));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || isQuitting) app.quit();
  });
  app.on('activate', (_event, hasVisibleWindows) => {
    if (!hasVisibleWindows) openWindow();
  });
}
