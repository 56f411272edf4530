import type { Written } from './written.ts';

/**
 * The independent account of units.
 *
 * It says what a cart must hold from one thing only: which operations each author had in front of them when
 * they wrote. It shares no code with the fold, reads no version vector, keeps nothing from one call to the
 * next, and works by looking everything up again. Slow and plain on purpose.
 */
export interface Account {
  readonly lines: readonly AccountLine[];
  readonly rows: readonly AccountRow[];
  readonly later: readonly AccountRow[];
  readonly units: number;
  /** Minor units by currency, exact. */
  readonly totals: Readonly<Record<string, string>>;
  readonly title: string;
  readonly currency: string | null;
  readonly coupons: readonly string[];
  /** Per line: typed quantities that did not know of each other, the one in force first. */
  readonly conflicts: readonly { readonly lineId: string; readonly sets: readonly string[] }[];
  /** What became of each operation, by id. */
  readonly fates: Readonly<Record<string, string>>;
}

interface AccountLine {
  readonly id: string;
  readonly raw: number;
  readonly effective: number;
}

export interface AccountRow {
  readonly productId: string;
  readonly options: string;
  readonly qty: number;
  readonly unitAmount: number;
  readonly total: string;
  readonly note: string;
  readonly place: string;
  readonly lineIds: readonly string[];
  readonly contributors: readonly string[];
}

interface Terms {
  readonly amount: number;
  readonly currency: string;
  readonly was?: number;
  readonly until?: number;
}

const registers = ['price', 'note', 'later', 'place'];
const kinds = [
  ...['add', 'inc', 'set', 'remove', 'clear', 'title', 'currency', 'coupon', 'uncoupon', 'undo', 'redo'],
  ...registers,
];

/** Whether this version knows the operation; the histories also hold some from later versions, and some broken. */
export const isKnown = ({ fields }: Written): boolean => kinds.includes(fields.kind) && fields['delta'] !== 0;

const later = (a: Written, b: Written): number =>
  a.at !== b.at ? (a.at < b.at ? -1 : 1) : a.sid !== b.sid ? (a.sid < b.sid ? -1 : 1) : a.n - b.n;

const lineOf = (w: Written): unknown => (w.fields.kind === 'add' ? w.id : w.fields['line']);

export function accountOf(all: readonly Written[], now: number): Account {
  const known = all.filter(isKnown);
  const undone = known.filter((w) => isUndone(w, known));
  const active = known.filter((w) => !undone.includes(w));
  const last = (candidates: readonly Written[]): Written | undefined => [...candidates].sort(later).at(-1);
  const of = (kind: string, line: unknown) =>
    active.filter((w) => w.fields.kind === kind && lineOf(w) === line);
  const cancellersOf = (w: Written) =>
    active.filter(
      (reset) =>
        (reset.fields.kind === 'clear' ||
          (['set', 'remove'].includes(reset.fields.kind) && lineOf(reset) === lineOf(w))) &&
        reset.observed.has(w.id),
    );
  const standing = (w: Written) => cancellersOf(w).length === 0;

  const lineIds = [...new Set(known.map(lineOf).filter((id) => typeof id === 'string'))].sort();
  const lines = lineIds.map((id) => {
    const opening = known.find((w) => w.id === id && w.fields.kind === 'add');
    const units = [...of('add', id), ...of('inc', id)].filter(standing);
    const sets = of('set', id).filter(standing).sort(later).reverse();
    const raw = Number(sets[0]?.fields['qty'] ?? 0) + units.reduce((sum, w) => sum + unitsIn(w), 0);
    const terms = (last([...of('add', id), ...of('price', id)]) ?? opening)?.fields['price'] as Terms;
    const isLater = last(of('later', id))?.fields['later'] === true;
    const product = opening?.fields['product'] as { id: string; options?: object } | undefined;
    return {
      ...{ id, opening, product, units, sets, raw, terms, isLater },
      effective: raw > 0 ? raw : 0,
      options: JSON.stringify(Object.entries(product?.options ?? {}).sort()),
      noteOp: last(of('note', id)),
      place: textIn(last(of('place', id)), 'place') || `${opening?.at.replace('-', '')}${opening?.sid}`,
    };
  });
  type Line = (typeof lines)[number];

  const live = lines.filter((line) => line.opening && line.effective > 0);
  const rowName = ({ product, options, terms, isLater }: Line) =>
    JSON.stringify([product?.id, options, terms.amount, terms.currency, terms.was, terms.until, isLater]);
  const rowsIn = (some: readonly Line[]): AccountRow[] =>
    [...new Set(some.map(rowName))].map((key) => {
      const members = some
        .filter((line) => rowName(line) === key)
        .sort((a, b) => later(a.opening as Written, b.opening as Written));
      const [first] = members as [Line, ...Line[]];
      const { amount, was, until } = first.terms;
      const unitAmount = until !== undefined && was !== undefined && until <= now ? was : amount;
      const qty = members.reduce((sum, line) => sum + line.effective, 0);
      return {
        productId: first.product?.id ?? '',
        options: first.options,
        qty,
        unitAmount,
        total: String(BigInt(unitAmount) * BigInt(qty)),
        note: textIn(last(members.flatMap(({ noteOp }) => noteOp ?? [])), 'note'),
        place: members.map(({ place }) => place).sort()[0] ?? '',
        lineIds: members.map(({ id }) => id),
        contributors: [...new Set(members.flatMap(contributorsOf))].sort(),
      };
    });
  const rows = rowsIn(live.filter((line) => !line.isLater));
  const currencyOf = (row: AccountRow) => live.find(({ id }) => id === row.lineIds[0])?.terms.currency ?? '';
  const currencies = [...new Set(rows.map(currencyOf))].sort();
  const couponWord = (code: unknown) =>
    last(active.filter((w) => ['coupon', 'uncoupon'].includes(w.fields.kind) && w.fields['code'] === code));

  function fateOf(w: Written): string {
    const { kind } = w.fields;
    if (undone.includes(w)) return 'undone';
    const cancellers = ['add', 'inc', 'set'].includes(kind) ? cancellersOf(w) : [];
    if (cancellers.length > 0)
      return `cancelled by ${cancellers
        .map(({ id }) => id)
        .sort()
        .join(' ')}`;
    const rivals = () => {
      if (kind === 'set') return of('set', lineOf(w)).filter(standing);
      if (kind === 'price') return [...of('price', lineOf(w)), ...of('add', lineOf(w))];
      if (registers.includes(kind)) return of(kind, lineOf(w));
      if (['title', 'currency'].includes(kind)) return active.filter((other) => other.fields.kind === kind);
      if (['coupon', 'uncoupon'].includes(kind)) return [couponWord(w.fields['code']) as Written];
      return [w];
    };
    const winner = last(rivals());
    return winner && winner.id !== w.id ? `outvoted by ${winner.id}` : 'counts';
  }

  return {
    lines: lines.map(({ id, raw, effective }) => ({ id, raw, effective })),
    rows,
    later: rowsIn(live.filter((line) => line.isLater)),
    units: rows.reduce((sum, row) => sum + row.qty, 0),
    totals: Object.fromEntries(
      currencies.map((currency) => [
        currency,
        String(
          rows
            .filter((row) => currencyOf(row) === currency)
            .reduce((sum, row) => sum + BigInt(row.total), 0n),
        ),
      ]),
    ),
    currency: currencyIn(active, known),
    title: textIn(last(active.filter((w) => w.fields.kind === 'title')), 'title'),
    coupons: [...new Set(active.map((w) => w.fields['code']).filter((code) => code !== undefined))]
      .filter((code) => couponWord(code)?.fields.kind === 'coupon')
      .map(String)
      .sort(),
    conflicts: live
      .filter(({ sets }) => sets.length > 1)
      .map(({ id, sets }) => ({ lineId: id, sets: sets.map((set) => set.id) })),
    fates: Object.fromEntries(known.map((w) => [w.id, fateOf(w)])),
  };
}

/** The one chosen, else that of the first thing ever added, undone or not. */
function currencyIn(active: readonly Written[], known: readonly Written[]): string | null {
  const chosen = active
    .filter((w) => w.fields.kind === 'currency')
    .sort(later)
    .at(-1);
  const first = known.filter((w) => w.fields.kind === 'add').sort(later)[0];
  const currency = chosen?.fields['currency'] ?? (first?.fields['price'] as Terms | undefined)?.currency;
  return typeof currency === 'string' ? currency : null;
}

/** Undone: its author took it back, and did not bring it back knowing of that. */
function isUndone(target: Written, known: readonly Written[]): boolean {
  if (['undo', 'redo'].includes(target.fields.kind)) return false;
  const own = known.filter((w) => w.fields['of'] === target.id && w.by === target.by);
  const redos = own.filter((w) => w.fields.kind === 'redo');
  return own.some((w) => w.fields.kind === 'undo' && !redos.some((redo) => redo.observed.has(w.id)));
}

/** A field's text; none where there is no such operation. */
function textIn(w: Written | undefined, field: string): string {
  const value = w?.fields[field];
  return typeof value === 'string' ? value : '';
}

const unitsIn = ({ fields }: Written): number =>
  Number(fields.kind === 'add' ? fields['qty'] : fields['delta']);

/** The author of the typed quantity in force, and of every session that put in more than it took. */
function contributorsOf(line: {
  readonly units: readonly Written[];
  readonly sets: readonly Written[];
}): string[] {
  const sessions = [...new Set(line.units.map((w) => w.sid))];
  const givers = sessions.filter(
    (sid) => line.units.filter((w) => w.sid === sid).reduce((sum, w) => sum + unitsIn(w), 0) > 0,
  );
  return [
    ...line.sets.slice(0, 1).map((set) => set.by),
    ...givers.map((sid) => line.units.find((w) => w.sid === sid)?.by ?? ''),
  ];
}
