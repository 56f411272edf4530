import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { reasonOf } from '../../cart/result.ts';
import { canonicalJson } from '../../cart/json.ts';
import { revocationsBody, type Revocation } from '../../protocol/http.ts';
import type { RevocationStore } from './revocations.ts';

/** Its name in the data directory. */
export const REVOCATION_FILE = 'revocations.json';

/** The file is there and cannot be trusted; the message is for whoever runs the relay. */
export class RevocationFileError extends Error {
  override readonly name = 'RevocationFileError';
}

const content = v.object({
  format: v.literal(1),
  revocations: revocationsBody,
  /** SHA-256, in hex, of the canonical JSON of `revocations`. */
  digest: v.string(),
});

/**
 * Revocations in one small JSON file, replaced whole: written beside it, synced, and renamed over it.
 *
 * Only a missing file means that nothing has been revoked. One that cannot be read, or has changed by a single
 * character, is an error: the relay must not start and let in whoever was shut out.
 */
export function revocationFile(path: string): RevocationStore {
  return {
    load: async () => {
      let text: string;
      try {
        text = await readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw damaged(path, error);
      }
      try {
        return parse(text);
      } catch (error) {
        throw damaged(path, error);
      }
    },
    save: async (revocations) => {
      const digest = digestOf(revocations);
      const text = JSON.stringify({ format: 1, revocations, digest }, null, 2);
      await writeDurably(`${path}.new`, `${text}\n`);
      await rename(`${path}.new`, path);
      await sync(dirname(path));
    },
  };
}

function parse(text: string): readonly Revocation[] {
  const { revocations, digest } = v.parse(content, JSON.parse(text));
  if (digestOf(revocations) !== digest) throw new Error('its digest is not that of its content');
  return revocations;
}

const digestOf = (revocations: readonly Revocation[]): string =>
  createHash('sha256')
    .update(canonicalJson(revocations.map((entry) => ({ ...entry }))))
    .digest('hex');

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable once its directory is. Windows has no such thing for directories. */
async function sync(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const damaged = (path: string, cause: unknown): RevocationFileError =>
  new RevocationFileError(
    `${path} cannot be read, so it is not known whose access was taken back: ${reasonOf(
      cause,
    )}. Restore it from a backup; without it, change the secret, which ends every token`,
    { cause },
  );
