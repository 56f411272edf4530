import { words } from '../messages/words.ts';

const names: Readonly<Record<string, string>> = words.keys.names;

/** A key as it is printed on keyboards here: "Strg" for "Ctrl" on a German one. */
export const keyName = (key: string): string => names[key] ?? key;

/** "Ctrl+Shift+Z". */
export const keyText = (...keys: readonly string[]): string => keys.map(keyName).join('+');
