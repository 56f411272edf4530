import { splitOpId, type OpId, type Sid } from './ids.ts';
import type { Op, OpKind, OpOf } from './op.ts';

interface EntryWith<Known extends Op> {
  readonly id: OpId;
  readonly sid: Sid;
  readonly n: number;
  readonly op: Known;
  undone: boolean;
}

/** An operation in the fold, of one of these kinds. `undone` is the only thing about it that changes. */
export type Entry<Kind extends OpKind = OpKind> = EntryWith<OpOf<Kind>>;

export const newEntry = (id: OpId, op: Op): Entry => ({ id, ...splitOpId(id), op, undone: false });

export const isKind = <Kind extends OpKind>(entry: Entry, ...kinds: readonly Kind[]): entry is Entry<Kind> =>
  (kinds as readonly OpKind[]).includes(entry.op.kind);

/** Earlier before later: by `at`, then by id, so that the order is total and the same everywhere. */
export function compareEntries(a: Entry, b: Entry): number {
  if (a.op.at !== b.op.at) return a.op.at < b.op.at ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}
