/** Kinds of change as an operator may ask for them, with the kinds of operation behind each. */
export const changeKinds = [
  { id: 'units', label: 'Units added, stepped or typed', kinds: ['add', 'inc', 'set'] },
  { id: 'removals', label: 'Removals and emptyings', kinds: ['remove', 'clear'] },
  { id: 'prices', label: 'Prices and codes', kinds: ['price', 'coupon', 'uncoupon', 'currency'] },
  { id: 'words', label: 'Names and notes', kinds: ['title', 'note'] },
  { id: 'order', label: 'Order and saved for later', kinds: ['place', 'later'] },
  { id: 'undos', label: 'Taken back and brought back', kinds: ['undo', 'redo'] },
] as const;

export type ChangeKindId = (typeof changeKinds)[number]['id'] | 'other';

const ofKind = new Map<string, ChangeKindId>(
  changeKinds.flatMap(({ id, kinds }) => kinds.map((kind): [string, ChangeKindId] => [kind, id])),
);

/** Which of them an operation is; `other` for kinds of later versions. */
export const changeKindOf = (kind: string): ChangeKindId => ofKind.get(kind) ?? 'other';
