import { contextBridge } from 'electron';
import type {
  RequestAnswer,
  RequestArguments,
  RequestName,
  TrolleyBridge,
  WindowEvents,
} from '../protocol/ipc.ts';
import { requesterOf, subscriberOf } from './page/page-calls.ts';

const request = requesterOf<
  { [Name in RequestName]: RequestArguments<Name> },
  { [Name in RequestName]: RequestAnswer<Name> }
>();
const subscribe = subscriberOf<WindowEvents>();

/** What the page needs first: asked for while its script is still on its way. */
const setup = request('get-setup');
// Why there is none is for whoever asks for it.
setup.catch(() => undefined);

/** Runs before the page, in a sandbox: gives it the functions of `TrolleyBridge` and nothing of Electron. */
const bridge: TrolleyBridge = {
  getSetup: () => setup,
  openCart: (cartId) => request('open-cart', cartId),
  reportTabs: (tabs) => request('report-tabs', tabs),
  openWindow: (cartId) => request('open-window', cartId),
  closeWindow: () => request('close-window'),
  reportFigures: (cartId, figures) => request('report-figures', cartId, figures),
  reportLoad: (cartId, load) => request('report-load', cartId, load),
  setOffline: (offline) => request('set-offline', offline),
  editText: (command) => request('edit-text', command),
  getToken: (cartId) => request('get-token', cartId),
  setToken: (cartId, token) => request('set-token', cartId, token),
  exportFile: (file) => request('export-file', file),
  savePdf: (name) => request('save-pdf', name),
  print: () => request('print'),
  listCarts: () => request('list-carts'),
  addCart: (cart) => request('add-cart', cart),
  fileCart: (cartId, filing) => request('file-cart', cartId, filing),
  forgetCart: (cartId) => request('forget-cart', cartId),
  getSettings: () => request('get-settings'),
  changeSettings: (settings) => request('change-settings', settings),
  notify: (notice) => request('notify', notice),
  copyText: (text) => request('copy-text', text),
  getAbout: () => request('get-about'),
  log: (level, text) => request('log', level, text),
  onOfflineChanged: (listener) => subscribe('offline-changed', listener),
  onAccessChanged: (listener) => subscribe('access-changed', listener),
  onCartsChanged: (listener) => subscribe('carts-changed', listener),
  onSettingsChanged: (listener) => subscribe('settings-changed', listener),
  onJoinAsked: (listener) => subscribe('join-asked', listener),
  onShowCart: (listener) => subscribe('show-cart', listener),
  onMenuCommand: (listener) => subscribe('menu-command', listener),
  onQuestion: (answer) =>
    subscribe('question', (number, question) => {
      void answer(question).then((given) => request('answer', number, given));
    }),
};
contextBridge.exposeInMainWorld('trolley', bridge);
