import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from 'proxy-addr';

type Request = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/** Where a request comes from, by the word of proxies that may be believed and of nobody else. */
export interface TrustedProxies {
  /** The client's IP address; `unknown` once it has gone away. */
  readonly addressOf: (request: Request) => string;
  /** What the client sees before the path, as `https://carts.example`; `null` when no proxy says. */
  readonly baseUrlOf: (request: Request) => string | null;
}

/** An IPv4 address, as a socket that listens on IPv6 writes it. */
const IPV4_MAPPED = /^::ffff:(?=[0-9.]+$)/i;

/** A name or address and perhaps a port: nothing that could lead elsewhere in a URL. */
const HOST = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?$/i;

/**
 * Believes `X-Forwarded-For`, `-Proto` and `-Host` where they come from one of these addresses or ranges, as
 * `10.0.0.0/8` or `loopback`. In `X-Forwarded-For` it goes from the last entry to the first as long as they
 * are trusted proxies too, so that what a client writes there itself is never reached.
 */
export function trustProxies(ranges: readonly string[]): TrustedProxies {
  const isTrusted = ranges.length === 0 ? () => false : proxyAddr.compile([...ranges]);
  const isFromProxy = ({ socket }: Request) =>
    socket.remoteAddress !== undefined && isTrusted(socket.remoteAddress, 0);
  return {
    addressOf: (request) => {
      const direct = request.socket.remoteAddress;
      if (direct === undefined) return 'unknown';
      const claimed = isFromProxy(request) ? proxyAddr(request as IncomingMessage, isTrusted) : direct;
      // A proxy may write "unknown" or a port, which would be a name of its own in quotas.
      return (isIP(claimed) === 0 ? direct : claimed).replace(IPV4_MAPPED, '');
    },
    baseUrlOf: (request) => {
      if (!isFromProxy(request)) return null;
      const protocol = firstOf(request.headers['x-forwarded-proto']);
      const host = firstOf(request.headers['x-forwarded-host']) ?? request.headers.host;
      if ((protocol !== 'http' && protocol !== 'https') || !host || !HOST.test(host)) return null;
      return `${protocol}://${host}`;
    },
  };
}

/** Whether `trustProxies` takes it: an address, a range in CIDR or netmask form, or a range's name. */
export function isProxyRange(text: string): boolean {
  try {
    proxyAddr.compile(text);
    return true;
  } catch {
    return false;
  }
}

/** The first of a list, as Node gives it for a header that may come several times. */
const firstOf = (header: string | readonly string[] | undefined): string | undefined =>
  (typeof header === 'object' ? header[0] : header)?.split(',', 1)[0]?.trim();
