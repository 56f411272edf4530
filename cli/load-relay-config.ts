import { readConfigFile, type ConfigFile } from './config-file.ts';
import { UsageError } from './exit-codes.ts';
import { CONFIG_VARIABLE } from './named-settings.ts';
import { resolveRelayConfig, type RelayFlags, type Resolved } from './relay-config.ts';
import type { OtherFlags } from './relay-flags.ts';
import type { RelayConfig } from './relay-settings.ts';

export interface LoadedConfig {
  readonly config: RelayConfig;
  readonly file: ConfigFile | null;
  readonly resolved: readonly Resolved[];
  readonly warnings: readonly string[];
}

/** Reads the configuration from everywhere it may be. Throws `UsageError` with all that is wrong with it. */
export function loadRelayConfig(
  flags: OtherFlags & RelayFlags,
  environment: Readonly<Record<string, string | undefined>>,
): LoadedConfig {
  const path = flags.config ?? environment[CONFIG_VARIABLE] ?? '';
  const file = path === '' ? null : readConfigFile(path);
  if (file?.ok === false) throw new UsageError(file.refusal.message);
  const content = file?.value ?? null;
  const outcome = resolveRelayConfig({ flags, environment, file: content });
  if (!outcome.ok) throw new UsageError(outcome.problems.join('\n  '));
  return { ...outcome, file: content };
}
