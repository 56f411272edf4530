import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { isObject, type ConfigFile } from './config-file.ts';
import { isLoopbackHost } from '../relay/access/loopback-host.ts';
import { namedSettings, type NamedSetting } from './named-settings.ts';
import type { RelayConfig } from './relay-settings.ts';
import { unknownKeys, unknownVariables } from './unknown-settings.ts';

export type RelayFlags = Readonly<Record<string, string | readonly string[] | true | undefined>>;

export interface ConfigSources {
  /** By what the flags' parser calls them; those that were not given are absent. */
  readonly flags: RelayFlags;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly file: ConfigFile | null;
}

/** Where a value is from. */
export type Source = 'flag' | 'environment' | 'file' | 'default';

/** A setting's value, and who said so. */
export interface Resolved {
  readonly named: NamedSetting;
  readonly value: unknown;
  readonly source: Source;
  /** What to look for to change it: `--port`, `TROLLEY_PORT`, `/etc/trolley.json: port`, `port`. */
  readonly place: string;
}

export type ConfigOutcome =
  | {
      readonly ok: true;
      readonly config: RelayConfig;
      readonly resolved: readonly Resolved[];
      readonly warnings: readonly string[];
    }
  /** Everything that is wrong, each in a line for whoever wrote it. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Puts together what a relay is started with: flags go before the environment, that before the file, and that
 * before the defaults. Each is judged by the same schema, also where another one goes before it.
 */
export function resolveRelayConfig(sources: ConfigSources): ConfigOutcome {
  const problems: string[] = [];
  const resolved = namedSettings.map((named) => {
    const candidates = [fromFlag(named, sources), fromEnvironment(named, sources), fromFile(named, sources)];
    const given = candidates.filter((candidate) => candidate !== null);
    for (const candidate of given) {
      const problem = judge(candidate);
      if (problem !== null) problems.push(problem);
    }
    return given[0] ?? fromDefault(named);
  });
  const { mistakes, strangers } = unknownVariables(sources.environment);
  problems.push(...mistakes, ...unknownKeys(sources.file));
  if (problems.length > 0) return { ok: false, problems };
  const config = assemble(resolved);
  const conflicts = conflictsOf(config, (name) => placeOf(name, resolved));
  if (conflicts.length > 0) return { ok: false, problems: conflicts };
  return { ok: true, config, resolved, warnings: strangers };
}

function fromFlag(named: NamedSetting, { flags }: ConfigSources): Resolved | null {
  const given = flags[named.attribute];
  if (given === undefined) return null;
  const text = typeof given === 'object' ? given.join(',') : String(given);
  return { named, value: readText(text, named), source: 'flag', place: named.flag };
}

/** An empty variable counts as none: that is what is left of one that a script did not fill. */
function fromEnvironment(named: NamedSetting, { environment }: ConfigSources): Resolved | null {
  const text = environment[named.variable];
  if (text === undefined || text === '') return null;
  return { named, value: readText(text, named), source: 'environment', place: named.variable };
}

function fromFile(named: NamedSetting, { file }: ConfigSources): Resolved | null {
  const { name, setting } = named;
  let value: unknown = file?.content;
  for (const key of name.split('.'))
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  if (!file || value === undefined) return null;
  if (setting.kind === 'path' && typeof value === 'string' && value !== '') {
    value = resolve(dirname(file.path), value);
  }
  return { named, value, source: 'file', place: `${file.path}: ${name}` };
}

const fromDefault = (named: NamedSetting): Resolved => ({
  ...{ named, source: 'default', place: named.flag },
  value: named.setting.default,
});

/** What a file would hold for a flag's or a variable's text; the text itself if that makes no sense. */
function readText(text: string, { setting }: NamedSetting): unknown {
  switch (setting.kind) {
    case 'number':
      return /^-?[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : text;
    case 'list':
      return text.split(',').map((item) => item.trim());
    case 'text':
    case 'path':
      return text;
  }
}

function judge({ named, value, place }: Resolved): string | null {
  const { success, issues } = v.safeParse(named.setting.schema, value);
  if (success) return null;
  const [issue] = issues;
  return `${place} must be ${issue.message}, not ${JSON.stringify(issue.input)}`;
}

/** Each schema has judged its part. */
function assemble(resolved: readonly Resolved[]): RelayConfig {
  const entries = (isLimit: boolean) =>
    resolved
      .filter(({ named }) => named.isLimit === isLimit)
      .map(({ named, value }) => [named.name.split('.').at(-1) ?? '', value] as const);
  return { ...Object.fromEntries(entries(false)), limits: Object.fromEntries(entries(true)) } as RelayConfig;
}

const placeOf = (name: string, resolved: readonly Resolved[]): string =>
  resolved.find(({ named }) => named.name === name)?.place ?? name;

/** Settings that are right each by itself, but not together. */
function conflictsOf(
  { host, authSecretFile, tlsCert, tlsKey }: RelayConfig,
  place: (name: keyof RelayConfig) => string,
): readonly string[] {
  const problems: string[] = [];
  if (authSecretFile === null && !isLoopbackHost(host)) {
    problems.push(
      `${place('host')} ${host}: without authentication the relay only listens on this machine; ` +
        'make a secret with "trolley secret <file>" and pass --auth-secret-file <file>',
    );
  }
  if (tlsCert !== null && tlsKey === null) problems.push(`${place('tlsCert')} needs --tls-key too`);
  if (tlsKey !== null && tlsCert === null) problems.push(`${place('tlsKey')} needs --tls-cert too`);
  return problems;
}
