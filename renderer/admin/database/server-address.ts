import { ok, refuse, type Result } from '../../../cart/result.ts';

/** What an address of a PostgreSQL server says. */
export interface ServerAddress {
  readonly host: string;
  /** This computer, or a socket on it. */
  readonly isLoopback: boolean;
  /** Whether it asks for an encrypted connection. */
  readonly asksForEncryption: boolean;
}

const EXAMPLE = 'postgres://user@host:5432/database';

/** Modes of libpq in which a connection may go on without encryption. */
const unencrypted = ['disable', 'allow', 'prefer'];

/** Reads an address, or says what is wrong with it. */
export function readServerAddress(text: string): Result<ServerAddress, 'empty' | 'bad' | 'password'> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty', `Enter the address of the database, such as ${EXAMPLE}.`);
  if (!URL.canParse(trimmed) || !/^postgres(ql)?:$/.test(new URL(trimmed).protocol)) {
    return refuse('bad', `This is not the address of a PostgreSQL database. One looks like ${EXAMPLE}.`);
  }
  const { hostname, password, searchParams } = new URL(trimmed);
  if (password !== '' || searchParams.has('password')) {
    return refuse('password', 'Leave the password out of the address; it has a field of its own.');
  }
  const host = hostname === '' ? (searchParams.get('host') ?? '') : hostname;
  const mode = searchParams.get('sslmode');
  const asksForEncryption =
    searchParams.get('ssl') === 'true' || (mode !== null && !unencrypted.includes(mode));
  return ok({ host, isLoopback: isLoopbackHost(host), asksForEncryption });
}

/** An address that was pasted with its password, taken apart; `null` for one without. */
export function splitPassword(text: string): { readonly url: string; readonly password: string } | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return null;
  const address = new URL(trimmed);
  const password = decoded(address.password) || (address.searchParams.get('password') ?? '');
  if (password === '') return null;
  address.password = '';
  address.searchParams.delete('password');
  return { url: address.href, password };
}

/** Nothing at all means this computer, and what begins with a slash a socket on it. */
const isLoopbackHost = (host: string): boolean =>
  host === '' || host.startsWith('/') || /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: then it was meant as it stands.
    return text;
  }
}
