/* eslint-disable @typescript-eslint/no-deprecated -- Electron 33, which this must run on, has no other. */
import { safeStorage } from 'electron';

/** How well this computer can keep a secret. */
export type Keeping =
  /** By the system's own store for secrets. */
  | 'protected'
  /** There is no such store: only file permissions keep it from others. */
  | 'weak'
  /** Not at all, so it is kept in memory. */
  | 'memory';

/** Makes secrets unreadable for whoever finds them on the disk. */
export interface Vault {
  readonly keeping: Keeping;
  /** Not to be called with `memory`. */
  encrypt(text: string): Buffer;
  /** Throws on bytes of another vault. */
  decrypt(bytes: Buffer): string;
}

/** The system's vault, or Chromium's poor replacement for it. When the app is ready. */
export function openVault(): Vault {
  const isBasic = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  // Without a keyring Chromium encrypts only when told to, with a key that everybody knows.
  if (isBasic) safeStorage.setUsePlainTextEncryption(true);
  const keeping = isBasic ? 'weak' : 'protected';
  return {
    keeping: safeStorage.isEncryptionAvailable() ? keeping : 'memory',
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(bytes),
  };
}
