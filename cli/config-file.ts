import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ok, refuse, type Result } from '../cart/result.ts';

/** A file with settings, as it was read: nothing in it has been looked at. */
export interface ConfigFile {
  /** Absolute. Paths in the file are relative to its folder. */
  readonly path: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Reads a JSON object. */
export function readConfigFile(path: string): Result<ConfigFile, 'unusable'> {
  const absolute = resolve(path);
  let text: string;
  try {
    text = readFileSync(absolute, 'utf8');
  } catch (error) {
    return refuse('unusable', `cannot read the configuration: ${(error as Error).message}`);
  }
  try {
    const content: unknown = JSON.parse(text);
    return isObject(content)
      ? ok({ path: absolute, content })
      : refuse('unusable', `${absolute} holds no JSON object`);
  } catch (error) {
    return refuse('unusable', `${absolute} is not JSON: ${(error as Error).message}`);
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
