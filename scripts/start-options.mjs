/** What `npm start -- …` accepts. */
import { parseArgs } from 'node:util';
import { messageOf } from './message-of.mjs';

/** @typedef {{ windows: number, cart: string, port: number | undefined, offline: boolean, data: string }} StartOptions */

export const PROFILES = ['Ana', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana'];
const CART_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export const USAGE = `Starts a relay and several desktops that share one cart.

  npm start -- [options]

  --windows <n>   desktops, 1 to ${PROFILES.length} (2: ${PROFILES.slice(0, 2).join(' and ')})
  --cart <id>     the cart they share (kitchen)
  --port <n>      port of the relay (4444, or a free one when that is taken)
  --offline       the desktops start with "work offline" on
  --data <dir>    where carts, profiles and logs are kept (.trolley); another directory is a fresh start
  --help          this text

For example: npm start -- --windows 3 --cart ward`;

/**
 * @param {readonly string[]} args
 * @returns {{ kind: 'options', options: StartOptions } | { kind: 'help' } | { kind: 'error', message: string }}
 */
export function readStartOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        windows: { type: 'string', default: '2' },
        cart: { type: 'string', default: 'kitchen' },
        port: { type: 'string' },
        offline: { type: 'boolean', default: false },
        data: { type: 'string', default: '.trolley' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    return { kind: 'error', message: messageOf(error) };
  }
  if (values.help) return { kind: 'help' };

  const windows = readWhole(values.windows, 1, PROFILES.length);
  if (windows === undefined)
    return { kind: 'error', message: `--windows takes a number from 1 to ${PROFILES.length}` };
  const port = values.port === undefined ? undefined : readWhole(values.port, 1, 65_535);
  if (values.port !== undefined && port === undefined) {
    return { kind: 'error', message: '--port takes a number from 1 to 65535' };
  }
  if (!CART_ID.test(values.cart)) {
    return {
      kind: 'error',
      message: '--cart takes up to 64 letters, digits, - and _, beginning with a letter or digit',
    };
  }
  if (values.data === '') return { kind: 'error', message: '--data takes a directory' };
  const { cart, offline, data } = values;
  return { kind: 'options', options: { windows, cart, port, offline, data } };
}

/**
 * @param {string} text
 * @param {number} least
 * @param {number} most
 * @returns {number | undefined}
 */
function readWhole(text, least, most) {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}
