import { isRelayUrl } from '../../protocol/join-link.ts';

/** Where a relay listens, unless the address says otherwise. */
const PATH = '/sync';

/**
 * The address of a server as somebody typed it: whole, or a host with perhaps a port. Encrypted unless it says
 * otherwise or is this computer. `null` for what is none.
 */
export function readServerAddress(text: string): string | null {
  const typed = text.trim();
  if (typed === '' || /\s/.test(typed)) return null;
  const url = URL.parse(withScheme(typed));
  if (!url || url.hostname === '') return null;
  const path = url.pathname.replace(/\/+$/, '');
  const address = `${url.protocol}//${credentials(url)}${url.host}${path === '' ? PATH : path}${url.search}${url.hash}`;
  return isRelayUrl(address) ? address : null;
}

const schemes: Readonly<Record<string, string>> = { http: 'ws', https: 'wss', ws: 'ws', wss: 'wss' };

function withScheme(typed: string): string {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(typed) ?? [];
  if (scheme === undefined || rest === undefined) {
    const guess = `ws://${typed}`;
    return isHere(guess) ? guess : `wss://${typed}`;
  }
  return `${schemes[scheme.toLowerCase()] ?? 'unknown'}://${rest}`;
}

/** Left in, so that an address with a password in it is refused and not quietly changed. */
const credentials = ({ username, password }: URL): string =>
  username + password === '' ? '' : `${username}@`;

/** "relay.example", "127.0.0.1:4444": what a person calls a server. */
export const serverNameOf = (relayUrl: string): string => URL.parse(relayUrl)?.host ?? relayUrl;

/** Whether what goes there can be read on the way. */
export const isReadableOnTheWay = (relayUrl: string): boolean =>
  relayUrl.toLowerCase().startsWith('ws://') && !isHere(relayUrl);

/** Whether it is this computer itself. */
function isHere(relayUrl: string): boolean {
  const host = URL.parse(relayUrl)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
