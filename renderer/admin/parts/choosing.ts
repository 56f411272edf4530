export const noneChosen: ReadonlySet<string> = new Set();

export const withChosen = (chosen: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  new Set([...chosen, key]);

/** The same with this in it, or without it if it was there. */
export function toggled<Item>(items: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const next = new Set(items);
  if (!next.delete(item)) next.add(item);
  return next;
}

/** All of these, or none if all of them are chosen. */
export const allOrNone = (chosen: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> =>
  areAll(chosen, keys) ? noneChosen : new Set(keys);

/** Of nothing not all are chosen. */
export const areAll = (chosen: ReadonlySet<string>, keys: readonly string[]): boolean =>
  keys.length > 0 && keys.every((key) => chosen.has(key));

/** The choice with everything from one index to another in it, both included and in either order. */
export const withRange = (
  chosen: ReadonlySet<string>,
  keys: readonly string[],
  from: number,
  to: number,
): ReadonlySet<string> => new Set([...chosen, ...keys.slice(Math.min(from, to), Math.max(from, to) + 1)]);
