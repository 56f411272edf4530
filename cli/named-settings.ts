import { limitSettings, settings, type Setting } from './relay-settings.ts';

/** A setting and what it is called in each place it may come from. */
export interface NamedSetting {
  /** As printed, and as the path in a file: `port`, `limits.maxFrameBytes`. */
  readonly name: string;
  /** `--limit-max-frame-bytes` */
  readonly flag: string;
  /** What the flag's parser calls it: `limitMaxFrameBytes`. */
  readonly attribute: string;
  /** `TROLLEY_LIMIT_MAX_FRAME_BYTES` */
  readonly variable: string;
  readonly isLimit: boolean;
  readonly setting: Setting;
}

export const VARIABLE_PREFIX = 'TROLLEY_';

/** Where `--config` is looked for when it is not given. */
export const CONFIG_VARIABLE = `${VARIABLE_PREFIX}CONFIG`;

export const namedSettings: readonly NamedSetting[] = [
  ...Object.entries(settings).map(([key, setting]) => nameOf([key], setting)),
  ...limitSettings.map(([key, setting]) => nameOf(['limits', key], setting)),
];

function nameOf(path: readonly string[], setting: Setting): NamedSetting {
  const isLimit = path.length > 1;
  const words = [...(isLimit ? ['limit'] : []), ...wordsOf(path.at(-1) ?? '')];
  return {
    name: path.join('.'),
    flag: `--${words.join('-')}`,
    attribute: words
      .map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join(''),
    variable: VARIABLE_PREFIX + words.join('_').toUpperCase(),
    isLimit,
    setting,
  };
}

/** `maxFrameBytes` → `max`, `frame`, `bytes` */
function wordsOf(key: string): readonly string[] {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).split(' ');
}
