import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type {
  RequestAnswer,
  RequestArguments,
  RequestName,
  TrolleyBridge,
  Unsubscribe,
  WindowEventName,
  WindowEvents,
} from '../protocol/ipc.ts';

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

function request<Name extends RequestName>(
  name: Name,
  ...args: RequestArguments<Name>
): Promise<RequestAnswer<Name>> {
  return ipcRenderer.invoke(name, ...args) as Promise<RequestAnswer<Name>>;
}

/** The page gets the arguments, never the event, which leads back to `ipcRenderer`. */
function subscribe<Name extends WindowEventName>(
  name: Name,
  listener: (...args: WindowEvents[Name]) => void,
): Unsubscribe {
  const wrapped = (_event: IpcRendererEvent, ...args: WindowEvents[Name]) => listener(...args);
  ipcRenderer.on(name, wrapped as (event: IpcRendererEvent, ...args: unknown[]) => void);
  return () => ipcRenderer.off(name, wrapped as (event: IpcRendererEvent, ...args: unknown[]) => void);
}
