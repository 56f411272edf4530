import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ok, reasonOf, refuse, type Result } from '../cart/result.ts';

/** Where the relay's certificate is, followed by its chain, and its private key; both as PEM. */
export interface TlsFiles {
  readonly certPath: string;
  readonly keyPath: string;
}

/** A certificate and the key that belongs to it. */
export interface TlsIdentity {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** When clients stop to accept it, in ms since 1970. */
  readonly validUntil: number;
  /** Whether everybody on this machine can read the key, and so pass for this relay. */
  readonly isKeyReadByAll: boolean;
}

const ALL_READ = 0o004;

/** Reads a certificate and its key, and tries them. A refusal's message holds nothing of the key. */
export function readTlsFiles({ certPath, keyPath }: TlsFiles): Result<TlsIdentity, 'unusable'> {
  const cert = read(certPath);
  const key = read(keyPath);
  if (!cert.ok) return cert;
  if (!key.ok) return key;
  const certificate = attempt(() => new X509Certificate(cert.value));
  if (!certificate) return refuse('unusable', `${certPath} is no certificate in PEM form`);
  const privateKey = attempt(() => createPrivateKey(key.value));
  if (!privateKey) return refuse('unusable', `${keyPath} is no private key in PEM form, or has a passphrase`);
  // OpenSSL itself takes a key of another kind than the certificate's, and then fails at every handshake.
  const isUsable =
    certificate.checkPrivateKey(privateKey) &&
    attempt(() => createSecureContext({ cert: cert.value, key: key.value })) !== null;
  if (!isUsable) return refuse('unusable', `${keyPath} is not the key of ${certPath}`);
  return ok({
    cert: cert.value,
    key: key.value,
    validUntil: Date.parse(certificate.validTo),
    isKeyReadByAll: (statSync(keyPath).mode & ALL_READ) !== 0,
  });
}

function read(path: string): Result<Buffer, 'unusable'> {
  try {
    return ok(readFileSync(path));
  } catch (error) {
    return refuse('unusable', `cannot read ${path}: ${reasonOf(error)}`);
  }
}

/** What it gives; `null` if it throws, whose words are of no use to whoever runs a relay. */
function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
