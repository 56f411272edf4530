import { parseArgs } from 'node:util';
import { isCartId, isUserId, type CartId, type UserId } from '../../cart/ids.ts';
import { ok, refuse, type Result } from '../../cart/result.ts';
import { isRelayUrl, readJoinLink, type JoinLink } from '../../protocol/join-link.ts';

/** What the command line asks of this desktop. */
export interface Switches {
  /** `null` for the profile of whoever has no name for one. */
  readonly profile: UserId | null;
  /** Where the profile is kept, if not in its usual place. */
  readonly userDataDir: string | null;
  /** Where new carts are shared from now on, and the cart that it is started with. */
  readonly relayUrl: string | null;
  /** A file with a token for the relay, to be kept in the profile. */
  readonly tokenFile: string | null;
  /** What is to be shown; `null` for what was open the last time. */
  readonly cartId: CartId | null;
  /** A link to a cart that somebody follows. */
  readonly link: JoinLink | null;
  /** For this time only. */
  readonly offline: boolean;
  /** 0 picks a free one; `null` for no command port. */
  readonly commandPort: number | null;
}

export const USAGE = `usage: trolley-desktop [--profile <name>] [--relay <ws url>] [--token-file <file>] [--cart <id>] [--offline] [--command-port <n>] [trolley://join/…]
for example: --profile Ana --relay ws://127.0.0.1:4444/sync --cart kitchen`;

/**
 * Reads the command line. Chromium's own switches stand between ours, so unknown ones are passed over.
 */
export function readSwitches(args: readonly string[]): Result<Switches, 'usage'> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {
      profile: { type: 'string' },
      'user-data-dir': { type: 'string' },
      relay: { type: 'string' },
      'token-file': { type: 'string' },
      cart: { type: 'string' },
      offline: { type: 'boolean' },
      'command-port': { type: 'string' },
    },
  });
  const { profile, relay, cart, offline = false, 'command-port': port } = values;
  const userDataDir = values['user-data-dir'];
  const tokenFile = values['token-file'];
  if (profile !== undefined && !isProfileName(profile)) {
    return refuse('usage', '--profile takes a name: up to 64 letters, digits, spaces and _ . @ -');
  }
  if (userDataDir !== undefined && (typeof userDataDir !== 'string' || userDataDir === '')) {
    return refuse('usage', '--user-data-dir takes a directory');
  }
  if (relay !== undefined && !isRelayUrl(relay)) {
    return refuse('usage', '--relay takes a WebSocket address, as in ws://127.0.0.1:4444/sync');
  }
  if (tokenFile !== undefined && (typeof tokenFile !== 'string' || tokenFile === '')) {
    return refuse('usage', '--token-file takes a file with an access code in it');
  }
  if (tokenFile !== undefined && relay === undefined) {
    return refuse('usage', '--token-file needs --relay: an access code is for one server');
  }
  if (cart !== undefined && !isCartId(cart)) {
    return refuse(
      'usage',
      '--cart takes up to 64 letters, digits, - and _, beginning with a letter or digit',
    );
  }
  if (typeof offline !== 'boolean') return refuse('usage', '--offline takes no value');
  if (port !== undefined && !isPort(port)) {
    return refuse('usage', '--command-port takes a number from 0 to 65535');
  }
  return ok({
    profile: profile ?? null,
    userDataDir: userDataDir ?? null,
    relayUrl: relay ?? null,
    tokenFile: tokenFile ?? null,
    cartId: cart ?? null,
    // Whatever else stands alone, such as where the app itself is, is no link.
    link: positionals.map(readJoinLink).find((link) => link !== null) ?? null,
    offline,
    commandPort: port === undefined ? null : Number(port),
  });
}

/** A profile's name is its user's, and its folder's: some systems drop dots and spaces at the end. */
const isProfileName = (name: unknown): name is UserId => isUserId(name) && !/[. ]$/.test(name);

const isPort = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535;
