import type { HistoryEntry } from '../../cart/history.ts';
import type { OpId, UserId } from '../../cart/ids.ts';
import { assertNever } from '../../cart/result.ts';
import { counted, numberText } from './counting.ts';
import { moneyText } from './money-text.ts';
import { capitalise, nameOf } from './names.ts';
import { opDeed, takingBack } from './op-deed.ts';

/** What is needed to tell of an entry: who reads, and the entries that it may refer to. */
export interface Telling {
  readonly self: UserId;
  readonly entryOf: (id: OpId) => HistoryEntry | undefined;
}

/** What is needed to tell of these entries. */
export function tellingOf(entries: readonly HistoryEntry[], self: UserId): Telling {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return { self, entryOf: (id) => byId.get(id) };
}

/** "Ben changed milk from 2 to 3": what somebody did, as one sentence without its full stop. */
export const describeEntry = (entry: HistoryEntry, telling: Telling): string =>
  `${capitalise(nameOf(entry.by, telling.self))} ${deedOf(entry, telling)}`;

/** What became of it, such as "taken out by Ana's removal"; `null` while it simply counts. */
export function describeFate({ fate, kind }: HistoryEntry, { self, entryOf }: Telling): string | null {
  switch (fate.status) {
    case 'counts':
      return null;
    case 'undone':
      return 'taken back';
    case 'outvoted': {
      const other = entryOf(fate.by);
      if (!other) return 'something else is in force';
      return kind === 'set'
        ? `${ownersOf(other, self)} quantity is used`
        : `replaced by ${nameOf(other.by, self)} since`;
    }
    case 'cancelled': {
      const other = entryOf(fate.by[0] as OpId);
      if (!other) return 'taken out later';
      return other.kind === 'set'
        ? `counted into ${ownersOf(other, self)} typed quantity`
        : `taken out by ${ownersOf(other, self)} ${other.kind === 'clear' ? 'emptying of the cart' : 'removal'}`;
    }
    default:
      return assertNever(fate);
  }
}

function ownersOf({ by }: HistoryEntry, self: UserId): string {
  return by === self ? 'your' : `${by}’s`;
}

function deedOf(entry: HistoryEntry, telling: Telling): string {
  const { op, before, after } = entry;
  const name = entry.productName ?? 'something';
  switch (op.kind) {
    case 'add': {
      const price = op.price.amount === 0 ? '' : ` at ${moneyText(op.price.amount, op.price.currency)}`;
      return `added ${numberText(op.qty)} × ${op.product.name}${price}`;
    }
    case 'inc':
      return stepWords(name, before, after, op.delta);
    case 'set':
      if (after === 0) return `set ${name} to 0`;
      return before === op.qty
        ? `set ${name} to ${numberText(op.qty)} again`
        : changeWords(name, before, after);
    case 'remove':
    case 'clear':
      return `${opDeed(op, () => name)} — ${counted(Math.max(0, before - after), 'unit')}`;
    case 'price':
      return `changed the price of ${name} to ${moneyText(op.price.amount, op.price.currency)}`;
    case 'place':
      return `moved ${name}`;
    case 'note':
    case 'later':
    case 'title':
    case 'currency':
    case 'coupon':
    case 'uncoupon':
      return opDeed(op, () => name);
    case 'undo':
    case 'redo':
      return redoWords(op.kind, op.of, entry, telling);
    default:
      return assertNever(op);
  }
}

const changeWords = (name: string, before: number, after: number): string =>
  `changed ${name} from ${numberText(before)} to ${numberText(after)}`;

function stepWords(name: string, before: number, after: number, delta: number): string {
  if (before !== after && after > 0) return changeWords(name, before, after);
  if (before > 0) return `took the last ${name} out`;
  return delta > 0 ? `added ${numberText(delta)} × ${name}` : `took out ${name}, of which none was left`;
}

function redoWords(
  kind: 'undo' | 'redo',
  of: OpId,
  { before, after, by }: HistoryEntry,
  telling: Telling,
): string {
  const target = telling.entryOf(of);
  const verb = takingBack[kind];
  if (!target || target.kind === 'undo' || target.kind === 'redo') return `${verb} a step`;
  const whose = target.by === by ? '' : `${nameOf(target.by, telling.self)} `;
  const units = before === after ? '' : ` — now ${numberText(after)}`;
  return `${verb}: ${whose}${deedOf(target, telling)}${units}`;
}
