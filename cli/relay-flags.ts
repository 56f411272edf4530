import { Option, type Command } from 'commander';
import { CONFIG_VARIABLE, namedSettings, type NamedSetting } from './named-settings.ts';

/** Flags that are no settings. */
export interface OtherFlags {
  readonly config?: string;
  readonly printConfig?: true;
  readonly helpLimits?: true;
}

/** Adds a flag for each setting, and those that are about settings. None has a default here: see `RelayConfig`. */
export function addRelayFlags(command: Command): Command {
  for (const named of namedSettings) command.addOption(optionOf(named));
  return command
    .option('--config <file>', `JSON file with settings (or ${CONFIG_VARIABLE})`)
    .option('--print-config', 'print every setting, with where it comes from, and end')
    .option('--help-limits', 'list the flags that set limits, and end');
}

/** The part of `--help` that would bury the rest. */
export function limitsHelp(): string {
  const entries = namedSettings
    .filter(({ isLimit }) => isLimit)
    .map(
      ({ flag, setting }) =>
        `  ${flag} ${setting.placeholder} (default: ${String(setting.default)})\n      ${setting.help}`,
    );
  return `Limits. Names that end in "bytes" are in bytes, in "ms" in milliseconds.\n\n${entries.join('\n')}\n`;
}

function optionOf({ flag, isLimit, setting }: NamedSetting): Option {
  const { placeholder, help, default: fallback } = setting;
  const isPlain = typeof fallback === 'string' || typeof fallback === 'number';
  const description = isPlain ? `${help} (default: ${fallback})` : help;
  return new Option(`${flag} ${placeholder}`, description).hideHelp(isLimit);
}
