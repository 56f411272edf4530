import { words } from '../messages/words.ts';

const { kinds } = words.status;
type KindGroup = keyof typeof kinds;

/** What a shopper calls each kind of operation. */
const groups: Readonly<Record<string, KindGroup>> = {
  ...{ add: 'add', inc: 'quantity', set: 'quantity', remove: 'removal', clear: 'clear' },
  ...{ price: 'price', note: 'note', later: 'later', place: 'place' },
  ...{
    title: 'cart',
    currency: 'cart',
    coupon: 'cart',
    uncoupon: 'cart',
    undo: 'takenBack',
    redo: 'takenBack',
  },
};

const groupOf = (op: unknown): KindGroup => {
  const kind = typeof op === 'object' && op !== null && 'kind' in op ? op.kind : null;
  return typeof kind === 'string' && Object.hasOwn(groups, kind) ? (groups[kind] ?? 'other') : 'other';
};

/** "2 products added", "1 note written": operations counted by what they are, in the order of `kinds`. */
export function outboxWords(ops: Iterable<unknown>): readonly string[] {
  const counts = new Map<KindGroup, number>();
  for (const op of ops) counts.set(groupOf(op), (counts.get(groupOf(op)) ?? 0) + 1);
  return (Object.keys(kinds) as KindGroup[]).flatMap((group) => {
    const count = counts.get(group) ?? 0;
    return count === 0 ? [] : [kinds[group](count)];
  });
}
