/** An address of a database without its password. */
export interface SplitAddress {
  readonly url: string;
  /** `null` when it had none. */
  readonly password: string | null;
}

/** Takes the password out of an address, in whichever of its two places it is; `null` for what is no address. */
export function splitPassword(text: string): SplitAddress | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) return null;
  const inQuery = url.searchParams.get('password');
  const inFront = url.password === '' ? null : decoded(url.password);
  if (inQuery === null && inFront === null) return { url: text, password: null };
  url.password = '';
  if (inQuery !== null) url.searchParams.delete('password');
  return { url: url.href, password: inQuery ?? inFront };
}

/** A percent sign may be just that. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
