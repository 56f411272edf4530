import type { Licence } from '../../protocol/ipc.ts';

/** Those whose package or licence has the text in its name. */
export function findLicences(licences: readonly Licence[], search: string): readonly Licence[] {
  const text = search.trim().toLowerCase();
  return licences.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(text));
}
