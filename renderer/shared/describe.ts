import type { HistoryEntry } from '../../cart/history.ts';
import type { OpId, UserId } from '../../cart/ids.ts';
import { assertNever } from '../../cart/result.ts';
import type { Messages } from '../messages/en/index.ts';
import type { Who } from '../messages/who.ts';
import { words } from '../messages/words.ts';
import { numberText } from './counting.ts';
import { moneyText } from './money-text.ts';
import { capitalise } from './names.ts';
import { opDeed } from './op-deed.ts';

/** What is needed to tell of an entry: who reads, in which words, and the entries that it may refer to. */
export interface Telling {
  readonly self: UserId;
  readonly entryOf: (id: OpId) => HistoryEntry | undefined;
  readonly texts: Messages['describe'];
}

/** What is needed to tell of these entries. */
export function tellingOf(
  entries: readonly HistoryEntry[],
  self: UserId,
  texts: Messages['describe'] = words.describe,
): Telling {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return { self, entryOf: (id) => byId.get(id), texts };
}

export const whoIs = (user: UserId, { self }: Pick<Telling, 'self'>): Who => ({
  name: user,
  isSelf: user === self,
});

/** "Ben changed milk from 2 to 3": what somebody did, as one sentence without its full stop. */
export const describeEntry = (entry: HistoryEntry, telling: Telling): string =>
  sentenceOf(entry.by, deedOf(entry, telling), telling);

/** Whoever did it, and what they did. */
export const sentenceOf = (by: UserId, deed: string, telling: Telling): string =>
  capitalise(telling.texts.sentence(whoIs(by, telling), deed));

/** What became of it, such as "taken out by Ana's removal"; `null` while it simply counts. */
export function describeFate({ fate, kind }: HistoryEntry, telling: Telling): string | null {
  const texts = telling.texts.fate;
  switch (fate.status) {
    case 'counts':
      return null;
    case 'undone':
      return texts.takenBack;
    case 'outvoted': {
      const other = telling.entryOf(fate.by);
      if (!other) return texts.otherInForce;
      const who = whoIs(other.by, telling);
      return kind === 'set' ? texts.otherQuantity(who) : texts.replaced(who);
    }
    case 'cancelled': {
      const other = telling.entryOf(fate.by[0] as OpId);
      if (!other) return texts.takenOutLater;
      const who = whoIs(other.by, telling);
      if (other.kind === 'set') return texts.countedIn(who);
      return other.kind === 'clear' ? texts.emptied(who) : texts.removed(who);
    }
    default:
      return assertNever(fate);
  }
}

/** "changed milk from 2 to 3", for after the name. */
export function deedOf(entry: HistoryEntry, telling: Telling): string {
  const { op, before, after } = entry;
  const { texts } = telling;
  const name = entry.productName ?? texts.something;
  switch (op.kind) {
    case 'add': {
      const { amount, currency } = op.price;
      return texts.added(
        numberText(op.qty),
        op.product.name,
        amount === 0 ? null : moneyText(amount, currency),
      );
    }
    case 'inc':
      return stepWords(name, before, after, op.delta, texts);
    case 'set':
      if (after === 0) return texts.setTo(name, numberText(0));
      return before === op.qty
        ? texts.setToAgain(name, numberText(op.qty))
        : texts.changed(name, numberText(before), numberText(after));
    case 'remove':
    case 'clear':
      return texts.withUnits(
        opDeed(op, () => name, texts),
        Math.max(0, before - after),
      );
    case 'price':
      return texts.priced(name, moneyText(op.price.amount, op.price.currency));
    case 'place':
      return texts.moved(name);
    case 'note':
    case 'later':
    case 'title':
    case 'currency':
    case 'coupon':
    case 'uncoupon':
      return opDeed(op, () => name, texts);
    case 'undo':
    case 'redo':
      return redoWords(op.kind, op.of, entry, telling);
    default:
      return assertNever(op);
  }
}

function stepWords(
  name: string,
  before: number,
  after: number,
  delta: number,
  texts: Messages['describe'],
): string {
  if (before !== after && after > 0) return texts.changed(name, numberText(before), numberText(after));
  if (before > 0) return texts.tookLast(name);
  return delta > 0 ? texts.added(numberText(delta), name, null) : texts.tookNone(name);
}

function redoWords(
  kind: 'undo' | 'redo',
  of: OpId,
  { before, after, by }: HistoryEntry,
  telling: Telling,
): string {
  const target = telling.entryOf(of);
  const { texts } = telling;
  const verb = texts.takingBack[kind];
  if (!target || target.kind === 'undo' || target.kind === 'redo') return texts.aStep(verb);
  const whose = target.by === by ? null : whoIs(target.by, telling);
  return texts.ofStep(verb, whose, deedOf(target, telling), before === after ? null : numberText(after));
}
