import { canonicalJson, isForbiddenKey, isSameJson } from '../../cart/json.ts';

type Options = Readonly<Record<string, string>>;

/** Options in one cell: "Size: large; Colour: red", or JSON where that would not read back the same. */
export function optionsText(options: Options): string {
  const text = Object.entries(options)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
  const read = readOptions(text);
  return read !== null && isSameJson(read, options) ? text : canonicalJson(options);
}

/** Reads either form; `null` when it is neither. A mere word, such as "large", is the option "Option". */
export function readOptions(text: string): Options | null {
  const trimmed = text.trim();
  if (trimmed === '') return {};
  return trimmed.startsWith('{') ? readJson(trimmed) : readPairs(trimmed);
}

function readJson(text: string): Options | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return entries.every(([, item]) => typeof item === 'string')
    ? fromEntries(entries as [string, string][])
    : null;
}

function readPairs(text: string): Options | null {
  return fromEntries(
    text.split(';').map((pair): readonly [string, string] => {
      const [, name, value] = /^\s*([^:=]*?)\s*[:=]\s*(.*?)\s*$/su.exec(pair) ?? [];
      return name === undefined || value === undefined ? ['Option', pair.trim()] : [name, value];
    }),
  );
}

/** Names that are empty, come twice or reach into prototypes are no options. */
function fromEntries(entries: readonly (readonly [string, string])[]): Options | null {
  const names = new Set(entries.map(([name]) => name));
  const isFine =
    names.size === entries.length && [...names].every((name) => name !== '' && !isForbiddenKey(name));
  return isFine ? Object.fromEntries(entries) : null;
}
