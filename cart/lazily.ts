/**
 * What is made when it is first asked for, and kept: for what takes time to make and is often not needed, as the
 * formats and rules of a language, which take a millisecond or more each.
 */
export function lazily<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | null = null;
  return () => (made ??= { value: make() }).value;
}
