/** What is chosen when nothing has been yet: what was last time if there still is such, else the first of each. */
export const optionsToBegin = (
  options: Readonly<Record<string, readonly string[]>>,
  last: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options).map(([option, values]) => {
      const before = last[option];
      return [option, before !== undefined && values.includes(before) ? before : (values[0] ?? '')];
    }),
  );

/** The next value after the current one that begins with what was pressed; `null` for none. */
export function valueByLetter(
  values: readonly string[],
  current: string | undefined,
  key: string,
): string | null {
  if (key.length !== 1 || key === ' ') return null;
  const at = values.findIndex((value) => value === current);
  const inTurn = [...values.slice(at + 1), ...values.slice(0, at + 1)];
  return inTurn.find((value) => value.toLowerCase().startsWith(key.toLowerCase())) ?? null;
}
