import type { ConfigFile } from './config-file.ts';
import type { Resolved } from './relay-config.ts';

/**
 * What `--print-config` prints: every setting with its value and where that comes from.
 *
 * Secrets and keys are settings by the path of their file only, and no file but the configuration is opened.
 */
export function printConfig(file: ConfigFile | null, resolved: readonly Resolved[]): string {
  const entries = resolved.map(({ named, value, source, place }) => [
    named.name,
    { value, source, ...(source !== 'default' && { from: place }) },
  ]);
  const settings: unknown = Object.fromEntries(entries);
  return `${JSON.stringify({ config: file?.path ?? null, settings }, null, 2)}\n`;
}
