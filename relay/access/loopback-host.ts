import { isIPv4 } from 'node:net';

/** Whether only this machine can connect there: literal addresses, and the one name that means nothing else. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
