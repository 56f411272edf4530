import * as v from 'valibot';
import { defaultLimits, limitHelp, limitNames, type LimitName, type Limits } from '../protocol/limits.ts';
import { isProxyRange } from '../relay/access/trusted-proxies.ts';

type SettingValue = string | number | null | readonly string[];

/** One setting of `trolley relay`. Its flag, its variable and its key in a file follow from its name. */
export interface Setting<Value extends SettingValue = SettingValue> {
  /** How the text of a flag or a variable is read. A file holds JSON, in which a `list` is an array. */
  readonly kind: 'text' | 'number' | 'path' | 'list';
  readonly placeholder: string;
  readonly default: Value;
  readonly help: string;
  /** Its messages say what the value should be, as in "a whole number". */
  readonly schema: v.GenericSchema<unknown, Value>;
}

const define = <Value extends SettingValue>(setting: Setting<Value>): Setting<Value> => setting;

const text = (what: string) => v.pipe(v.string(what), v.nonEmpty(what));

const wholeNumber = (least: number, most: number) => {
  const what = `a whole number from ${least} to ${most}`;
  return v.pipe(v.number(what), v.integer(what), v.minValue(least, what), v.maxValue(most, what));
};

const listOf = (isItem: (item: string) => boolean, what: string) =>
  v.array(v.pipe(v.string(what), v.check(isItem, what)), `a list, each ${what}`);

const isOrigin = (item: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/[^/\s@?#]+$/i.test(item);

const aMoment = 'a moment in the past, as 2026-11-21T18:00:00Z';
const isMoment = (item: string): boolean =>
  v.is(v.pipe(v.string(), v.isoTimestamp()), item) && Date.parse(item) <= Date.now();

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const settings = {
  host: define({
    kind: 'text',
    placeholder: '<address>',
    default: '127.0.0.1',
    help: 'address to listen on; without a secret only one of this machine',
    schema: text('an address or name of this machine'),
  }),
  port: define({
    kind: 'number',
    placeholder: '<port>',
    default: 4444,
    help: 'TCP port; 0 picks a free one',
    schema: wholeNumber(0, 65_535),
  }),
  data: define({
    kind: 'path',
    placeholder: '<dir>',
    default: '.trolley/relay',
    help: 'where carts are kept',
    schema: text('the path of a folder'),
  }),
  authSecretFile: define<string | null>({
    kind: 'path',
    placeholder: '<file>',
    default: null,
    help: 'secrets that tokens are signed with, one a line; then a token is needed',
    schema: v.nullable(text('the path of a file')),
  }),
  allowOrigin: define<readonly string[]>({
    kind: 'list',
    placeholder: '<origin...>',
    default: [],
    help: 'web origins that may connect',
    schema: listOf(isOrigin, 'a web origin without a path, as https://shop.example'),
  }),
  tlsCert: define<string | null>({
    kind: 'path',
    placeholder: '<file>',
    default: null,
    help: 'certificate and its chain, in PEM; then only wss:// and https:// are spoken',
    schema: v.nullable(text('the path of a file')),
  }),
  tlsKey: define<string | null>({
    kind: 'path',
    placeholder: '<file>',
    default: null,
    help: 'private key of the certificate, in PEM',
    schema: v.nullable(text('the path of a file')),
  }),
  trustProxy: define<readonly string[]>({
    kind: 'list',
    placeholder: '<address...>',
    default: [],
    help: 'proxies whose X-Forwarded-* headers are believed: addresses, ranges, "loopback"',
    schema: listOf(isProxyRange, 'an IP address, a range as 10.0.0.0/8, "loopback" or "uniquelocal"'),
  }),
  recoverSince: define<string | null>({
    kind: 'text',
    placeholder: '<time>',
    default: null,
    help: 'the data was restored and is as old as that (ISO 8601); not needed for "trolley backup"',
    schema: v.nullable(v.pipe(v.string(aMoment), v.check(isMoment, aMoment))),
  }),
  logLevel: define({
    kind: 'text',
    placeholder: '<level>',
    default: 'info',
    help: `least important lines to log: ${logLevels.join(', ')}`,
    schema: v.picklist(logLevels, `one of ${logLevels.join(', ')}`),
  }),
};

/** Node's timers run at once if they are to wait for longer. In milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Clients of y-websocket give up after 30 s without a message, and the network takes its time. */
const LONGEST_KEEP_ALIVE_MS = 20_000;

function mostOf(name: LimitName): number {
  if (name === 'keepAliveMs') return LONGEST_KEEP_ALIVE_MS;
  // The one that is compared with the date, and never waited for.
  if (name === 'recoveryMs') return Number.MAX_SAFE_INTEGER;
  return name.endsWith('Ms') ? LONGEST_TIMER_MS : Number.MAX_SAFE_INTEGER;
}

export const limitSettings: readonly (readonly [LimitName, Setting<number>])[] = limitNames.map((name) => [
  name,
  {
    kind: 'number',
    placeholder: '<n>',
    default: defaultLimits[name],
    help: limitHelp[name],
    schema: wholeNumber(1, mostOf(name)),
  },
]);

type Settings = typeof settings;

/** What a relay is started with, once flags, environment, file and defaults have been put together. */
export type RelayConfig = {
  readonly [Name in keyof Settings]: Settings[Name]['default'];
} & { readonly limits: Limits };
