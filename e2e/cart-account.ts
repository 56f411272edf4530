import { readFileSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';
import type { RelayProcess } from './relay-process.ts';

/** An operation as tests count it: by whom, and what it was. */
interface Told {
  readonly kind: string;
  readonly by: string;
  readonly product?: { readonly name: string };
  readonly qty?: number;
  readonly delta?: number;
}

/** "Ana add Milk 2", "Ana inc 1": enough to tell the operations of a test apart. */
const tell = ({ by, kind, product, qty, delta }: Told): string =>
  [by, kind, product?.name, qty ?? delta].filter((part) => part !== undefined).join(' ');

/** Every operation that the relay holds, sorted. */
export async function onRelay(relay: RelayProcess, cart = 'kitchen'): Promise<readonly string[]> {
  const { ops } = (await relay.get(`/carts/${cart}/raw`)) as { ops: readonly Told[] };
  return ops.map(tell).sort();
}

/** Every operation in a file that a desktop saved, sorted: all of a cart, or what had not been sent. */
export function inFile(path: string): readonly string[] {
  const read = JSON.parse(readFileSync(path, 'utf8')) as readonly Told[] | { readonly ops: readonly Told[] };
  return ('ops' in read ? read.ops : read).map(tell).sort();
}

/** Answers the dialog that asks where to save. */
export async function saveTo(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog, session }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    session.defaultSession.once('will-download', (_event, item) => item.setSavePath(filePath));
  }, path);
}
