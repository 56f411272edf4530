import * as v from 'valibot';
import { defaultSettings, settingsSchema, type Settings } from '../../protocol/settings.ts';
import { givenParts } from './given-parts.ts';
import { KeptFile, type KeptPlace } from './kept-file.ts';

/** Those of an older version have fewer. */
const fileSchema = v.partial(settingsSchema);

/** What a person has chosen for a profile, kept in a file of it. */
export class SettingsStore {
  readonly #file: KeptFile<v.InferOutput<typeof fileSchema>>;
  readonly #listeners: ((settings: Settings, before: Settings) => void)[] = [];
  #settings: Settings;

  constructor({ file, now, onProblem }: KeptPlace) {
    const parse = (value: unknown) => v.parse(fileSchema, value);
    this.#file = new KeptFile({ file, what: 'the file of settings', parse, now, onProblem });
    this.#settings = { ...defaultSettings, ...givenParts(this.#file.read() ?? {}) };
  }

  get current(): Settings {
    return this.#settings;
  }

  change(settings: v.InferOutput<typeof fileSchema>): void {
    const before = this.#settings;
    const after = { ...before, ...givenParts(settings) };
    const names = Object.keys(after) as (keyof Settings)[];
    if (names.every((name) => after[name] === before[name])) return;
    this.#settings = after;
    this.#file.write(after);
    for (const listener of this.#listeners) listener(after, before);
  }

  onChange(listener: (settings: Settings, before: Settings) => void): void {
    this.#listeners.push(listener);
  }
}
