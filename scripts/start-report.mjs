/** What a person reads once everything runs: what is where, and what to try. */
import { relative } from 'node:path';

/**
 * @typedef {object} Started
 * @property {string} ws
 * @property {string} http
 * @property {number} relayPid
 * @property {string} cart
 * @property {readonly { profile: string, pid: number }[]} desktops
 * @property {string} dataDir
 * @property {boolean} hasPictures
 */

/**
 * @param {Started} started
 * @returns {string}
 */
export function describeStart({ ws, http, relayPid, cart, desktops, dataDir, hasPictures }) {
  const data = relative(process.cwd(), dataDir) || '.';
  const agent = `npm run -s trolley -- agent --relay ${ws} --cart ${cart} --user cleo --data ${data}/agent --listen 9999`;
  return [
    '',
    'Trolley is running.',
    '',
    `  relay     ${ws}  (pid ${relayPid})`,
    `            ${http}  for programs and curious people`,
    ...desktops.map(({ profile, pid }) => `  desktop   ${profile}, on the cart "${cart}"  (pid ${pid})`),
    `  data      ${data}/relay, ${data}/profiles/<name>`,
    `  logs      ${data}/logs/*.log`,
    ...(hasPictures ? [`  pictures  ${data}/logs/*.png, renewed every few seconds`] : []),
    '',
    'Try:',
    '  · type "3 x milk 1.29" into the quick-add field of one desktop and watch the other',
    '  · switch on "work offline" in one, change the same row in both, and switch it off again',
    '  · press Ctrl+Shift+A (View → Admin): every cart, copied into a database and proven to be the same there',
    `  · curl ${http}/carts/${cart}    and    curl ${http}/state`,
    `  · a client without a window: ${agent}`,
    `    then: nc 127.0.0.1 9999    and type: add {"product_id":1,"product_name":"test","price":1,"quantity":1}`,
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}
