import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { attackRelay, MAX_MEMORY_MB } from './attack-relay.ts';
import { attacksOnAccess } from './attacks-on-access.ts';
import { attacksOnBytes } from './attacks-on-bytes.ts';
import { attacksOnCapacity } from './attacks-on-capacity.ts';
import { attacksOnHistory } from './attacks-on-history.ts';

const built = (path: string) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));

/** One or two of each sort; `npm run attack` does all of them, and holds the honest to 250 ms. */
const names = [
  '7 bytes that claim 30 million structs',
  'a message in half a million fragments',
  'malformed updates, over and over',
  "the victim's next operation, in the victim's name",
  "a clear that has seen the victim's future",
  'a clock ten years ahead',
  'writing first with a client id that the victim has only shown',
  'a token with alg "none"',
  'replaying a token that was revoked',
  'a WebSocket from a page of another site',
  "being present as the victim, in the victim's name",
  'asking for the whole cart, over and over',
  'presence as fast as the network takes it',
];

test('a relay is attacked and nobody who shops there notices', async () => {
  const all = [...attacksOnBytes, ...attacksOnHistory, ...attacksOnAccess, ...attacksOnCapacity];
  const attacks = all.filter(({ name }) => names.includes(name));
  expect(attacks).toHaveLength(names.length);
  const { results, honest, memory, named } = await attackRelay({
    command: built('cli/main.js'),
    honest: built('bench/honest.js'),
    directory: await temporaryDirectory(),
    attacks,
    randomBytes,
  });
  expect(results.filter(({ finding }) => typeof finding === 'string')).toEqual([]);
  expect(honest).toMatchObject({ lost: [], troubles: [] });
  expect(honest.written).toBeGreaterThan(500);
  expect(memory).toBeLessThan(MAX_MEMORY_MB);
  expect(named).toBeGreaterThan(0);
}, 120_000);
