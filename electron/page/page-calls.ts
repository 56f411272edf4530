import { ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Unsubscribe } from '../../protocol/ipc.ts';

/** For preloads: asks the main process. Its contract is what the two type parameters say. */
export const requesterOf =
  <Arguments, Answers>() =>
  <Name extends keyof Arguments & keyof Answers & string>(
    name: Name,
    ...args: Arguments[Name] & readonly unknown[]
  ): Promise<Answers[Name]> =>
    ipcRenderer.invoke(name, ...args) as Promise<Answers[Name]>;

/** For preloads: the page gets the arguments of what it is told, never the event, which leads back to `ipcRenderer`. */
export const subscriberOf =
  <Events extends { readonly [Name in keyof Events]: readonly unknown[] }>() =>
  <Name extends keyof Events & string>(
    name: Name,
    listener: (...args: Events[Name]) => void,
  ): Unsubscribe => {
    const wrapped = (_event: IpcRendererEvent, ...args: unknown[]) =>
      listener(...(args as unknown as Events[Name]));
    ipcRenderer.on(name, wrapped);
    return () => ipcRenderer.off(name, wrapped);
  };
