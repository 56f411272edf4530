import { ok, refuse, type Result } from '../../../cart/result.ts';
import type { DatabaseChoice, DatabaseInfo } from '../../../protocol/admin/database.ts';
import { readServerAddress } from './server-address.ts';

/** What somebody has entered. */
export interface DatabaseForm {
  readonly kind: 'embedded' | 'server';
  readonly url: string;
  /** `keep`: the one that is kept for this address. `none`: there is none, or it is to be forgotten. */
  readonly passwordIs: 'keep' | 'new' | 'none';
  readonly password: string;
  readonly caFile: string;
}

/** Whether a password is kept for the address that is entered. */
export const isPasswordKept = (info: DatabaseInfo, url: string): boolean =>
  info.kind === 'server' && info.hasPassword && info.url === url.trim();

/** The choice that a form comes to, or what is still wrong with it. */
export function readDatabaseForm(
  form: DatabaseForm,
  info: DatabaseInfo,
): Result<DatabaseChoice, 'url' | 'password' | 'caFile'> {
  if (form.kind === 'embedded') return ok({ kind: 'embedded' });
  const address = readServerAddress(form.url);
  if (!address.ok) return refuse('url', address.refusal.message);
  const caFile = form.caFile.trim();
  if (caFile !== '' && !isWholePath(caFile)) {
    return refuse('caFile', 'Enter the whole path of the file, from the root of the disk on.');
  }
  const isKept = form.passwordIs === 'keep' && isPasswordKept(info, form.url);
  if (form.passwordIs === 'new' && form.password === '') {
    return refuse('password', 'Enter the password, or choose that there is none.');
  }
  const password = form.passwordIs === 'new' ? form.password : '';
  return ok({
    kind: 'server',
    url: form.url.trim(),
    password: isKept ? null : password,
    caFile: caFile === '' ? null : caFile,
  });
}

const isWholePath = (path: string): boolean => path.startsWith('/') || /^([A-Za-z]:)?\\/.test(path);
