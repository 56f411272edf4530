import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from './loopback-host.ts';

const DESKTOP_ORIGIN = 'app://trolley';

export interface RequestSourceOptions {
  /** Web pages that may ask, besides programs, which name no origin, and the desktop's own. */
  readonly allowOrigins: readonly string[];
  /**
   * Whether `Host` must name this machine.
   *
   * A relay without a secret trusts whoever can reach it. A page from the web cannot, except by giving its own
   * name this machine's address (DNS rebinding): the browser then takes relay and page for one site, but still
   * says the page's name in `Host`.
   */
  readonly isLoopbackOnly: boolean;
}

/** Why nobody may ask this, whoever it is, from where it is asked; `null` if it may be. */
export function whyNotFromThere(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { allowOrigins, isLoopbackOnly }: RequestSourceOptions,
): string | null {
  const { origin, host } = headers;
  if (origin !== undefined && origin !== DESKTOP_ORIGIN && !allowOrigins.includes(origin)) {
    return 'pages from this origin may not use this relay';
  }
  if (isLoopbackOnly && !namesThisMachine(host ?? '')) {
    return 'without a secret this relay answers only to names of its own machine';
  }
  return null;
}

/** Whether a `Host` header names the machine itself, with or without a port. */
function namesThisMachine(host: string): boolean {
  const name = host.replace(/:[0-9]{1,5}$/, '').toLowerCase();
  return isLoopbackHost(name.replace(/^\[(.*)\]$/, '$1'));
}
