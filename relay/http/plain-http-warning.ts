import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { TrustedProxies } from '../access/trusted-proxies.ts';

/**
 * Looks at requests until a trusted proxy passes one on that reached it without TLS, and says so once: whoever
 * asks for tokens has to know that they can be read on the way.
 */
export function plainHttpWarning(
  proxies: TrustedProxies,
  logger: Pick<Logger, 'warn'>,
): (request: IncomingMessage) => void {
  let isSaid = false;
  return (request) => {
    if (isSaid) return;
    const address = proxies.baseUrlOf(request);
    if (!address?.startsWith('http:')) return;
    isSaid = true;
    logger.warn({ address }, 'a proxy takes requests without TLS: their tokens can be read on the way');
  };
}
