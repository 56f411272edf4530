import type { TlsIdentity } from '../relay/tls-files.ts';
import { isLoopbackHost } from '../relay/access/loopback-host.ts';
import type { RelayConfig } from './relay-settings.ts';

/** A certificate that ends sooner should have been renewed by now. In milliseconds. */
const SOON_MS = 7 * 24 * 60 * 60 * 1000;

/** What works, but is probably not what was meant. */
export function startWarnings(
  { host, authSecretFile, trustProxy, tlsKey }: RelayConfig,
  tls: TlsIdentity | null,
  now: number,
): readonly string[] {
  const warnings: string[] = [];
  if (authSecretFile !== null && tls === null && trustProxy.length === 0 && !isLoopbackHost(host)) {
    warnings.push(
      'tokens and carts cross the network unencrypted: set --tls-cert and --tls-key, or listen on 127.0.0.1 ' +
        'behind a proxy with TLS',
    );
  }
  if (tls && tls.validUntil < now) warnings.push('the certificate has expired: clients will not connect');
  else if (tls && tls.validUntil < now + SOON_MS) warnings.push('the certificate expires within a week');
  if (tls?.isKeyReadByAll) warnings.push(`everybody on this machine can read ${tlsKey}; chmod 600 ${tlsKey}`);
  return warnings;
}
