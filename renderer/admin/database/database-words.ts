import type { DatabaseChoice, DatabaseTrial } from '../../../protocol/admin/database.ts';
import type { AccessInfo } from '../../../protocol/ipc.ts';
import { numberText } from '../../shared/counting.ts';
import { readServerAddress } from './server-address.ts';

/** Where the password is. */
export const keepingWords: Readonly<Record<AccessInfo['keeping'], string>> = {
  protected: 'The password is kept in this computer’s keyring.',
  weak: 'This computer has no keyring to lock the password away in. It is kept in your own folder, where whoever can read your files can read it.',
  memory: 'The password cannot be stored on this computer just now. It is forgotten when you quit.',
};

/** What trying came to, a sentence each without its full stop. */
export function trialWords({
  version,
  isMigrated,
  isEncrypted,
  milliseconds,
}: DatabaseTrial): readonly string[] {
  return [
    `${version} answered in ${numberText(Math.max(1, Math.round(milliseconds)))} ms`,
    isMigrated
      ? 'Trolley’s tables are there'
      : 'Trolley’s tables are not there yet; the first export makes them',
    ...(isEncrypted === null
      ? []
      : [isEncrypted ? 'The connection is encrypted' : 'The connection is not encrypted']),
  ];
}

/**
 * Why what is sent to a database could be read by others, and what to do about it; `null` if it could not.
 *
 * Without a trial it goes by what the address asks for.
 */
export function openlySentWords(choice: DatabaseChoice, trial: DatabaseTrial | null): string | null {
  if (choice.kind === 'embedded') return null;
  const address = readServerAddress(choice.url);
  if (!address.ok || address.value.isLoopback) return null;
  const isEncrypted = trial?.isEncrypted ?? (choice.caFile !== null || address.value.asksForEncryption);
  if (isEncrypted) return null;
  return `What goes to ${address.value.host} and back, the carts and the password too, can be read on the way. Give the file of a certificate authority, or add ?sslmode=require to the address.`;
}
