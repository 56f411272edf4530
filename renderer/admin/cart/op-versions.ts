import { canonicalJson, type Json } from '../../../cart/json.ts';
import type { OpRow } from './align-ops.ts';
import { jsonLines, type JsonLine } from './json-lines.ts';
import { sideNames, type SideName } from './sides.ts';

/** A version of an operation, with the sides that have it. */
export interface OpVersion {
  readonly sides: readonly SideName[];
  readonly lines: readonly JsonLine[];
}

/** The versions there are of an operation, each once, with what the others do not say marked. */
export function versionsOf({ versions }: OpRow): readonly OpVersion[] {
  const byText = new Map<string, { readonly sides: SideName[]; readonly value: Json }>();
  for (const name of sideNames) {
    const value = versions[name] as Json | null;
    if (value === null) continue;
    const text = canonicalJson(value);
    const known = byText.get(text);
    if (known) known.sides.push(name);
    else byText.set(text, { sides: [name], value });
  }
  const all = [...byText.values()];
  return all.map((version) => ({
    sides: version.sides,
    lines: jsonLines(
      version.value,
      all.filter((other) => other !== version).map(({ value }) => value),
    ),
  }));
}
