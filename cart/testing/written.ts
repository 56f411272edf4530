import type { OpId } from '../ids.ts';

/** Fields of an operation without its `seen`: whoever judges the fold must not read what it reads. */
type Fields = Readonly<Record<string, unknown>> & { readonly kind: string };

/**
 * One operation as a witness saw it written: what it says, and which operations its author had before it.
 */
export interface Written {
  readonly id: OpId;
  readonly sid: string;
  readonly n: number;
  readonly at: string;
  readonly by: string;
  readonly fields: Fields;
  /** Every operation that was in the author's copy at that moment, one by one. */
  readonly observed: ReadonlySet<OpId>;
}

/** Notes an operation just written, leaving its `seen` unread. */
export function witness(id: OpId, value: unknown, observed: ReadonlySet<OpId>): Written {
  const fields = Object.fromEntries(
    Object.entries(value as Record<string, unknown>).filter(([name]) => name !== 'seen'),
  ) as Fields;
  const [sid = '', n = ''] = id.split('.');
  return { id, sid, n: Number(n), at: String(fields['at']), by: String(fields['by']), fields, observed };
}
