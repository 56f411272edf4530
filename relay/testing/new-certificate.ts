import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryDirectory } from './temporary-directory.ts';

export interface TestCertificate {
  readonly certPath: string;
  readonly keyPath: string;
}

/** A certificate for this machine that signs itself, made with `openssl` for one test. */
export async function newCertificate(): Promise<TestCertificate> {
  const directory = await temporaryDirectory();
  const certPath = join(directory, 'cert.pem');
  const keyPath = join(directory, 'key.pem');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyPath];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-days', '30', '-out', certPath, ...key, ...names], {
    stdio: 'pipe',
  });
  return { certPath, keyPath };
}
