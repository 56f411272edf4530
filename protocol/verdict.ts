import type { CartId, OpId } from '../cart/ids.ts';
import type { Hash } from './hash.ts';

/** What can be said of a cart that is in more than one place; see `docs/reconciliation.md`. */
export const verdicts = [
  'EQUAL',
  /** Explained by an outbox, or by operations newer than the last export. */
  'LAG',
  'MISSING_AT_DB',
  'MISSING_AT_RELAY',
  'MISSING_AT_CLIENT',
  'EXTRA_AT_DB',
  /** The same id with other content. */
  'CONTENT_MISMATCH',
  'PROJECTION_STALE',
  'REDUCER_SKEW',
  /** A source could not be read: nothing is known, and nothing is equal. */
  'UNREACHABLE',
] as const;
export type Verdict = (typeof verdicts)[number];

export interface Finding {
  readonly verdict: Exclude<Verdict, 'EQUAL'>;
  /** Sorted; none where the whole cart is meant. */
  readonly opIds: readonly OpId[];
  /** Why, for people. */
  readonly detail: string;
  /** Where: `db`, `relay` or the name of a client. */
  readonly at: string;
  /** Of operations that somebody must look at: what each place has. */
  readonly versions?: readonly Version[];
}

/** An operation as one place has it. */
export interface Version {
  readonly opId: OpId;
  /** `relay`, `db` or the name of a client. */
  readonly source: string;
  readonly hash: Hash;
  readonly op: unknown;
}

/** Of each source that has the cart; `null` for one that was not asked, has none or could not be read. */
interface BySource<T> {
  readonly client: T | null;
  readonly relay: T | null;
  readonly db: T | null;
}

export interface CartResult {
  readonly cartId: CartId;
  readonly equal: boolean;
  readonly verdict: Verdict;
  readonly digests: BySource<Hash>;
  readonly ops: BySource<number>;
  readonly findings: readonly Finding[];
}

/** The one to show for a cart: the gravest. */
export function worstVerdict(findings: readonly Finding[]): Verdict {
  const gravity: readonly Verdict[] = [
    ...(['UNREACHABLE', 'CONTENT_MISMATCH', 'EXTRA_AT_DB', 'MISSING_AT_RELAY', 'MISSING_AT_DB'] as const),
    ...(['MISSING_AT_CLIENT', 'PROJECTION_STALE', 'REDUCER_SKEW', 'LAG'] as const),
  ];
  return gravity.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'EQUAL';
}

/** Whether somebody should look: being on the way is no difference. */
export const isDifference = ({ verdict }: Finding): boolean => verdict !== 'LAG' && verdict !== 'UNREACHABLE';
