import { compareEntries } from '../entry.ts';
import { Fold } from '../fold.ts';
import { fateOf, historyOf, type Fate } from '../history.ts';
import type { OpId } from '../ids.ts';
import { canonicalJson, type Json } from '../json.ts';
import type { CartRow } from '../row.ts';
import { viewCart } from '../view.ts';
import { accountOf, isKnown, type Account, type AccountRow } from './account.ts';
import type { Random } from './random.ts';
import { SALE_END, type World } from './world.ts';
import type { Written } from './written.ts';

/** The same text for the same view, whatever made it. */
export const viewText = (fold: Fold, now: number): string =>
  canonicalJson(viewCart(fold, now) as unknown as Json);

/** Throws unless a healed world is right in every way that `histories.test.ts` promises. */
export function checkWorld(world: World, random: Random): void {
  const [hub, ...others] = world.seats.map((seat) => seat.replica.fold) as [Fold, ...Fold[]];
  const nows = [SALE_END - 1, SALE_END];
  const texts = nows.map((now) => viewText(hub, now));

  for (const seat of world.seats) {
    expectSame(
      `documents hold what was delivered to ${seat.name}`,
      seat.copy.documentIds,
      [...seat.copy.ids].sort(),
    );
  }
  for (const fold of others)
    expectSame(
      'replicas agree',
      nows.map((now) => viewText(fold, now)),
      texts,
    );

  const ids = world.seats[0]?.copy.ids ?? new Set<OpId>();
  const missing = [...world.written.keys()].filter((id) => !ids.has(id) && !world.lost.has(id));
  expectSame('nothing is lost that anybody had', missing, []);

  const survivors = [...world.written.values()].filter(({ id }) => ids.has(id));
  for (const now of nows) expectAccount(hub, accountOf(survivors, now), now);
  expectHistory(hub, survivors);

  const ops = [...hub.ops];
  const again = random.shuffle([...ops, ...ops.filter(() => random.below(4) === 0)]);
  const scratch = new Fold();
  for (const [id, op] of again) scratch.apply(id, op);
  expectSame(
    'any order gives the same cart',
    nows.map((now) => viewText(scratch, now)),
    texts,
  );
}

function expectAccount(fold: Fold, account: Account, now: number): void {
  const view = viewCart(fold, now);
  const lines = [...fold.lines.values()]
    .map(({ id, raw, effective }) => ({ id, raw, effective }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  expectSame('units of lines', lines, account.lines);
  expectRows('rows', view.rows, account.rows);
  expectRows('rows for later', view.later, account.later);
  expectSame('units', view.units, account.units);
  expectSame(
    'totals',
    Object.entries(view.totals).map(([code, sum]) => [code, String(sum)]),
    Object.entries(account.totals),
  );
  expectSame('title', view.title, account.title);
  expectSame('currency', view.currency, account.currency);
  expectSame('coupons', view.coupons, account.coupons);
  const conflicts = view.conflicts.map(({ lineId, winner, others }) => ({
    lineId,
    sets: [winner, ...others].map(({ opId }) => opId),
  }));
  expectSame('conflicts', conflicts, account.conflicts);
}

/** Rows by content, and their order by place; between equal places the account has no opinion. */
function expectRows(what: string, rows: readonly CartRow[], expected: readonly AccountRow[]): void {
  const plain = rows.map((row): AccountRow => ({
    productId: row.productId,
    options: JSON.stringify(Object.entries(row.options).sort()),
    qty: row.qty,
    unitAmount: row.unitAmount,
    total: String(row.total),
    note: row.note,
    place: row.place,
    lineIds: row.lineIds,
    contributors: row.contributors,
  }));
  const byLine = (a: AccountRow, b: AccountRow) => ((a.lineIds[0] ?? '') < (b.lineIds[0] ?? '') ? -1 : 1);
  expectSame(what, [...plain].sort(byLine), [...expected].sort(byLine));
  const places = plain.map((row) => row.place);
  expectSame(`order of ${what}`, places, [...places].sort());
}

/** Every operation known to this version is in the history once, in order, with its fate. */
function expectHistory(fold: Fold, survivors: readonly Written[]): void {
  const { fates } = accountOf(survivors, 0);
  const history = historyOf(fold);
  const known = survivors.filter(isKnown).map(({ id }) => id);
  expectSame('the history has every operation', history.map(({ id }) => id).sort(), known.sort());
  const entries = history.map(({ id }) => fold.entries.get(id)).filter((entry) => entry !== undefined);
  expectSame(
    'the history is in order',
    entries.map(({ id }) => id),
    [...entries].sort(compareEntries).map(({ id }) => id),
  );
  for (const entry of entries)
    expectSame(`fate of ${entry.id}`, fateText(fateOf(entry, fold)), fates[entry.id]);
}

function fateText(fate: Fate): string {
  if (fate.status === 'cancelled') return `cancelled by ${fate.by.join(' ')}`;
  return fate.status === 'outvoted' ? `outvoted by ${fate.by}` : fate.status;
}

function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [a, b] = [actual, expected].map((value) => canonicalJson(value as Json));
  if (a !== b) throw new Error(`${what}:\n  is        ${a}\n  should be ${b}`);
}
