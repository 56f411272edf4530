/** The desktop: reads the command line, takes on a profile, and opens its windows. Wires; decides nothing. */
import { app, nativeTheme } from 'electron';
import { join } from 'node:path';
import type { CartId } from '../cart/ids.ts';
import { openAdmin } from './admin/admin.ts';
import { announceStart } from './start/announce-start.ts';
import { registerAppScheme, serveApp } from './page/app-protocol.ts';
import { CartLibrary } from './profile/cart-library.ts';
import { handleCartRequests } from './page/cart-requests.ts';
import { bringForward } from './windows/cart-window.ts';
import { CartWindows } from './windows/cart-windows.ts';
import { Closing } from './windows/closing.ts';
import { openCommandPort } from './start/command-port.ts';
import { claimLinks, JoinLinks, onLinkOpened } from './start/join-links.ts';
import { openMenu } from './menu/open-menu.ts';
import { Notices } from './windows/notices.ts';
import { endAtStart, logFaults, versionsText } from './log/log-faults.ts';
import { logFile, type LogFile } from './log/log-file.ts';
import { words } from './messages/words.ts';
import { offerReload } from './windows/offer-reload.ts';
import { OfflineChoice } from './profile/offline-choice.ts';
import { openAccess, takeTokenFile } from './access/open-access.ts';
import { openUpdates } from './updates/open-updates.ts';
import { openWindows } from './windows/open-windows.ts';
import { adoptProfile, type Profile } from './profile/profile.ts';
import { RelayAccess } from './access/relay-access.ts';
import { RelayReach } from './access/relay-reach.ts';
import { SettingsStore } from './profile/settings-store.ts';
import { isSecondStart, onSecondStart, type Handover } from './start/single-instance.ts';
import { startTimer } from './profile/soon.ts';
import { readSwitches, USAGE, type Switches } from './start/switches.ts';
import { useLanguage } from './start/use-language.ts';
import { openVault } from './access/vault.ts';
import { enforceWebContentsRules } from './page/web-contents-rules.ts';
import { WindowKeeper } from './windows/window-keeper.ts';

const read = readSwitches(process.argv.slice(1));
if (!read.ok) {
  say(`${read.refusal.message}\n${USAGE}`);
  app.exit(2);
} else {
  const profile = adoptProfile(read.value);
  registerAppScheme();
  if (isSecondStart(read.value)) {
    say(`Trolley is already open for ${profile.name}: it goes on there.`);
    if (read.value.tokenFile !== null) say('The access code is not taken: enter it there.');
    app.exit(0);
  } else {
    const log = logFile(app.getPath('userData'));
    logFaults(log);
    run(read.value, profile, log).catch((error: unknown) => endAtStart(log, error, words().cannotStart));
  }
}

/** To whoever started it from a terminal. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function run(switches: Switches, profile: Profile, log: LogFile): Promise<void> {
  const onProblem = (message: string) => log.write('warn', message);
  const { tokenFile, cartId, offline, commandPort, link } = switches;
  const kept = (name: string) => ({ file: join(app.getPath('userData'), name), now: Date.now, onProblem });
  const settings = new SettingsStore(kept('settings.json'));
  const library = new CartLibrary({ ...kept('carts.json'), startTimer });
  const keeper = new WindowKeeper({ ...kept('windows.json'), startTimer });
  const choice = new OfflineChoice(offline || settings.current.offline);
  const reach = new RelayReach();
  const findRelays = () => {
    reach.add([settings.current.relayUrl, ...library.records.map(({ relayUrl }) => relayUrl)]);
  };
  const followRelay = ({ cartId: wanted, relayUrl }: Pick<Handover, 'cartId' | 'relayUrl'>) => {
    if (relayUrl === null) return;
    settings.change({ relayUrl });
    if (wanted !== null) library.follow(wanted, relayUrl);
  };
  followRelay(switches);
  findRelays();
  nativeTheme.themeSource = settings.current.theme;
  useLanguage(settings.current.language);

  const closing = new Closing({
    windows: () => windows,
    beforeClose: () => keeper.flush(),
    beforeQuit: () => keeper.finish(),
  });
  const windows = new CartWindows({
    profileName: profile.name,
    keeper,
    titleOf: (id) => library.get(id)?.figures?.title ?? '',
    reach: () => reach.origins,
    onClose: (window) => void closing.close(window),
    onGone: (window) => void offerReload(window),
  });
  const links = new JoinLinks(windows);
  const openCart = (id: CartId) => void windows.open({ open: [id], shown: id });
  const open = () => openWindows({ windows, keeper, library, cartId });
  // Before anything is awaited, or an early second start or link would find nobody listening.
  onSecondStart((second) => void app.whenReady().then(() => continueWith(second)));
  onLinkOpened((followed) => links.follow(followed));
  keepRunning(open);

  await app.whenReady();
  enforceWebContentsRules();
  serveApp(join(import.meta.dirname, '..', 'renderer'), () => reach.origins);
  const start = announceStart({ profile, library, onAnnounced: () => log.write('info', versionsText()) });
  const firstWindow = open();
  // While its page comes, the rest is put together; without waiting for anything, so that it is there before the page.
  const lines = commandPort === null ? null : openCommandPort(commandPort, windows);
  start.begin(firstWindow, lines);
  closing.followSignals();
  const vault = openVault();
  const access = openAccess(vault, onProblem);
  if (tokenFile !== null) {
    takeTokenFile(access, { cartId, relayUrl: switches.relayUrl }, tokenFile);
  }
  const { relayUrl } = settings.current;
  const relayAccess = new RelayAccess(relayUrl, access);
  const admin = openAdmin({ profile, relayUrl, access: relayAccess, vault, openCart });
  handleCartRequests({
    ...{ profile, windows, library, settings, access, choice },
    notices: new Notices((id) => windows.showCart(id)),
    log: (level, text) => log.write(level, text),
    onListening: (window) => {
      links.pass();
      start.listening(window);
    },
    onLoad: (window, id, load) => {
      window.loads.set(id, load);
      // That the store is in use has to be known after a crash; see `renderer/session/store-memory.ts`.
      window.browserWindow.webContents.session.flushStorageData();
      start.loaded(window, id, load);
      // What can be taken back in it is kept under the window's id, which has to be known then, too.
      keeper.flush();
    },
  });
  const refreshMenu = openMenu({ windows, settings, choice, admin, log });
  choice.onChange((isOffline) => {
    settings.change({ offline: isOffline });
    refreshMenu();
    windows.tellAll('offline-changed', isOffline);
  });
  settings.onChange((now, before) => {
    if (now.offline !== before.offline) choice.set(now.offline);
    nativeTheme.themeSource = now.theme;
    findRelays();
    refreshMenu();
    windows.tellAll('settings-changed', now);
  });
  library.onChange(() => {
    findRelays();
    for (const window of windows.all) windows.nameWindow(window);
    windows.tellAll('carts-changed', library.records);
  });
  access.onChange((changed) => {
    for (const window of windows.all) {
      for (const id of window.tabs.open) {
        const place = { cartId: id, relayUrl: library.get(id)?.relayUrl ?? null };
        if (place.relayUrl === changed) windows.tell(window, 'access-changed', id, access.info(place));
      }
    }
  });
  app.on('will-quit', () => library.flush());
  if (link) links.follow(link);
  claimLinks();
  void openUpdates(log);
  await lines;

  function continueWith(second: Handover): void {
    followRelay(second);
    if (second.cartId !== null) openCart(second.cartId);
    else if (windows.current) bringForward(windows.current);
    else open();
    if (second.link) links.follow(second.link);
  }
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
