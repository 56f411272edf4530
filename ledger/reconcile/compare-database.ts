import { opId, splitOpId, type OpId, type Sid } from '../../cart/ids.ts';
import { REDUCER_VERSION } from '../../cart/fold.ts';
import { canonicalJson, isSameJson, type Json } from '../../cart/json.ts';
import type { Finding, Version } from '../../protocol/verdict.ts';
import type { CartCopy } from '../copies/cart-copy.ts';
import type { StoredCart, StoredExport } from '../database/cart-rows.ts';
import type { TreeDifference } from '../copies/hash-tree.ts';
import type { OpRow } from '../database/op-rows.ts';
import { storedOp } from '../database/stored-op.ts';

export interface DatabaseComparison {
  readonly relay: CartCopy;
  /** As of the same moment as the difference; `null` for a cart the database knows nothing of. */
  readonly stored: StoredCart | null;
  /** Operations that a snapshot has, if `stored` does not tell how far the cart was exported. */
  readonly inSnapshot: ReadonlySet<OpId>;
  /** Left is the relay, which was read after the database. */
  readonly difference: TreeDifference;
  /** The rows that are only there, or different. */
  readonly rows: ReadonlyMap<OpId, OpRow>;
  /** Whether the cart has changed since the last export of everything began. */
  readonly isNewer: boolean;
}

/**
 * What the database and the relay do not agree on.
 *
 * The relay was read later and only ever grows. So what the database has and the relay has not is never
 * explained by time; what the relay has and the database has not is, if it is newer than the last export.
 */
export function compareDatabase(comparison: DatabaseComparison): Finding[] {
  const { relay, stored, inSnapshot, difference, rows, isNewer } = comparison;
  const { onlyLeft, onlyRight, different } = difference;
  const exported = stored?.exported ?? null;
  const wasExported = (id: OpId): boolean => {
    if (!exported) return inSnapshot.has(id);
    const { sid, n } = splitOpId(id);
    return n <= (exported.sessions[sid] ?? 0);
  };
  const wasLeftOut = (id: OpId): boolean => !exported && !isNewer && !wasExported(id);
  const gone = [...exportedOnce(exported, inSnapshot)].filter((id) => !relay.ops.has(id) && !rows.has(id));
  const isFromRelay = (id: OpId) => isProven(rows.get(id));
  const findings: Finding[] = [
    ...finding('MISSING_AT_DB', onlyLeft.filter(wasExported), 'exported before, and not in the database'),
    ...finding('MISSING_AT_DB', gone, 'exported before, and now neither in the database nor at the relay'),
    ...finding('MISSING_AT_DB', onlyLeft.filter(wasLeftOut), 'never exported'),
    ...finding(
      'LAG',
      onlyLeft.filter((id) => !wasExported(id) && !wasLeftOut(id)),
      'newer than the last export',
    ),
    ...finding(
      'MISSING_AT_RELAY',
      onlyRight.filter(isFromRelay),
      'exported from the relay, which lacks it',
      'relay',
    ),
    ...extra(
      onlyRight.filter((id) => !isFromRelay(id)),
      rows,
    ),
    ...different.map((id): Finding => mismatch(id, relay, rows.get(id))),
  ];
  if (stored?.isNoteChanged) {
    findings.push(...finding('PROJECTION_STALE', [], 'cart_export is not what the export wrote', 'db', true));
  } else if (stored && exported && stored.projectionSeal !== exported.projectionSeal) {
    findings.push(...finding('PROJECTION_STALE', [], 'cart_line is not what the export wrote', 'db', true));
  } else if (stored && !exported && findings.length === 0) {
    findings.push(...finding('PROJECTION_STALE', [], 'there are operations and no lines', 'db', true));
  } else if (exported && exported.digest !== relay.digest && findings.length === 0) {
    findings.push(...finding('LAG', [], 'an export of this cart has not come to its end', 'db', true));
  }
  if (exported && exported.reducerVersion !== REDUCER_VERSION) {
    const words = `cart_line was made by fold ${exported.reducerVersion}, this is fold ${REDUCER_VERSION}`;
    findings.push(...finding('REDUCER_SKEW', [], words, 'db', true));
  }
  return findings;
}

/** Every operation that is known to have been in the database. */
function exportedOnce(exported: StoredExport | null, inSnapshot: ReadonlySet<OpId>): Iterable<OpId> {
  if (!exported) return inSnapshot;
  return Object.entries(exported.sessions).flatMap(([sid, last]) =>
    Array.from({ length: last }, (_, i) => opId(sid as Sid, i + 1)),
  );
}

/** Whether a row carries the relay's own bytes of the operation: nothing else explains where it came from. */
const isProven = (row: OpRow | undefined): boolean => row !== undefined && storedOp(row).status === 'whole';

const versionOf = ({ id, hash, op }: OpRow): Version => ({ opId: id, source: 'db', hash, op });

function extra(ids: readonly OpId[], rows: ReadonlyMap<OpId, OpRow>): readonly Finding[] {
  const versions = ids.flatMap((id) => rows.get(id) ?? []).map(versionOf);
  const detail = 'in the database, from nowhere known';
  return ids.length > 0 ? [{ verdict: 'EXTRA_AT_DB', opIds: ids, at: 'db', detail, versions }] : [];
}

function mismatch(id: OpId, relay: CartCopy, row: OpRow | undefined): Finding {
  const ours = relay.ops.get(id);
  const versions: Version[] = [
    ...(ours ? [{ opId: id, source: 'relay', hash: ours.hash, op: ours.op }] : []),
    ...(row ? [versionOf(row)] : []),
  ];
  const isSame = ours && row && isSameJson(ours.op, row.op);
  const detail = isSame
    ? 'the operation is the same; the columns beside it are not as they were written'
    : `the database says otherwise than the relay: ${differenceInWords(row?.op, ours?.op)}`;
  return { verdict: 'CONTENT_MISMATCH', opIds: [id], at: 'db', detail, versions };
}

/** Which fields differ, and how. */
export function differenceInWords(theirs: unknown, ours: unknown): string {
  const fields = (value: unknown) =>
    typeof value === 'object' && value !== null ? (value as Record<string, Json>) : {};
  const [a, b] = [fields(theirs), fields(ours)];
  const text = (value: Json | undefined) =>
    value === undefined ? 'nothing' : canonicalJson(value).slice(0, 80);
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort()
    .filter((key) => text(a[key]) !== text(b[key]))
    .map((key) => `${key} is ${text(a[key])}, not ${text(b[key])}`)
    .join('; ');
}

/** None for no operations, unless the whole cart is meant. */
function finding(
  verdict: Finding['verdict'],
  opIds: readonly OpId[],
  detail: string,
  at = 'db',
  isOfCart = false,
): readonly Finding[] {
  return opIds.length > 0 || isOfCart ? [{ verdict, opIds, detail, at }] : [];
}
