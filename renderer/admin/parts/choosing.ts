export const noneChosen: ReadonlySet<string> = new Set();

export const withChosen = (chosen: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  new Set([...chosen, key]);

/** The choice with this one in it, or without it if it was there. */
export function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}
