import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { reasonOf } from '../../cart/result.ts';

/** What tokens are signed with: the first signs, all of them verify. */
export type Secrets = readonly [Uint8Array, ...Uint8Array[]];

/** HMAC SHA-256 is as strong as a key of this many bytes. */
const MIN_SECRET_BYTES = 32;
/** Each one more is tried with every token that none before it has signed. */
const MAX_SECRETS = 8;

/** Permissions of others than the owner: whoever can write the file can be anybody, from now on. */
const OTHERS_WRITE = 0o022;
const ALL_READ = 0o004;

export interface SecretFile {
  readonly secrets: Secrets;
  /** For whoever runs the relay: everybody on the machine can read it, and so be anybody. */
  readonly warning: string | null;
}

/** The file cannot be used; the message is for whoever runs the relay, and holds nothing of its content. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';
}

/**
 * Reads the secrets of a file: one a line, trimmed, each at least 32 bytes of UTF-8.
 *
 * To change the secret, put a new line before the old one, and take the old one out when the last token that it
 * signed has expired. A file that others may write is refused. One that all may read is only warned of: that is
 * how containers are handed secrets. (Windows has no such permissions.) Throws `SecretFileError`.
 */
export function readSecretFile(path: string, platform: NodeJS.Platform = process.platform): SecretFile {
  const { text, mode } = read(path);
  const others = platform === 'win32' ? 0 : mode;
  if ((others & OTHERS_WRITE) !== 0) {
    throw new SecretFileError(`others than its owner can write ${path}; chmod 600 ${path}`);
  }
  const canAllRead = (others & ALL_READ) !== 0;
  return {
    secrets: parseSecrets(path, text),
    warning: canAllRead ? `everybody on this machine can read ${path}; chmod 600 ${path}` : null,
  };
}

/** Makes a file with a new secret that only its owner can read. Throws `SecretFileError`, also if it exists. */
export function createSecretFile(path: string, randomBytes: (length: number) => Uint8Array): void {
  const secret = Buffer.from(randomBytes(MIN_SECRET_BYTES)).toString('base64url');
  try {
    writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new SecretFileError(`cannot make ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

function parseSecrets(path: string, text: string): Secrets {
  const [first, ...others] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => new TextEncoder().encode(line));
  if (!first) throw new SecretFileError(`${path} holds no secret; make one with "trolley secret <file>"`);
  if (others.length >= MAX_SECRETS)
    throw new SecretFileError(`${path} holds more than ${MAX_SECRETS} secrets`);
  if ([first, ...others].some(({ length }) => length < MIN_SECRET_BYTES)) {
    throw new SecretFileError(`${path}: a secret has at least ${MIN_SECRET_BYTES} bytes, and one is shorter`);
  }
  return [first, ...others];
}

function read(path: string): { readonly text: string; readonly mode: number } {
  try {
    // One descriptor for both, so that what was looked at is what is read.
    const file = openSync(path, 'r');
    try {
      return { mode: fstatSync(file).mode, text: readFileSync(file, 'utf8') };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new SecretFileError(`cannot read the secret: ${reasonOf(error)}`, { cause: error });
  }
}
