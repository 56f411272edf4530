import { contextBridge } from 'electron';
import type {
  RequestAnswer,
  RequestArguments,
  RequestName,
  TrolleyBridge,
  WindowEvents,
} from '../protocol/ipc.ts';
import { requesterOf, subscriberOf } from './page-calls.ts';

const request = requesterOf<
  { [Name in RequestName]: RequestArguments<Name> },
  { [Name in RequestName]: RequestAnswer<Name> }
>();
const subscribe = subscriberOf<WindowEvents>();

/** Runs before the page, in a sandbox: gives it the functions of `TrolleyBridge` and nothing of Electron. */
const bridge: TrolleyBridge = {
  getSetup: () => request('get-setup'),
  setOffline: (offline) => request('set-offline', offline),
  setTitle: (title) => request('set-title', title),
  reportLoad: (load) => request('report-load', load),
  editText: (command) => request('edit-text', command),
  getToken: () => request('get-token'),
  setToken: (token) => request('set-token', token),
  exportFile: (text) => request('export-file', text),
  onOfflineChanged: (listener) => subscribe('offline-changed', listener),
  onAccessChanged: (listener) => subscribe('access-changed', listener),
  onMenuCommand: (listener) => subscribe('menu-command', listener),
  onQuestion: (answer) =>
    subscribe('question', (number, question) => {
      void answer(question).then((given) => request('answer', number, given));
    }),
};
contextBridge.exposeInMainWorld('trolley', bridge);
