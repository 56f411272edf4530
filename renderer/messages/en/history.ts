import { counted } from './counting.ts';

const products = (count: number): string => counted(count, { one: 'product', other: 'products' });
const few = (names: readonly string[], more: number): string =>
  names.join(', ') + (more === 0 ? '' : ` and ${counted(more, { one: 'other', other: 'others' })}`);

/** The history of a cart, the cart as it was, and bringing it back. */
export const history = {
  title: 'History',
  close: 'Close the history',
  empty: 'Nothing has happened yet. Everything that anyone does here is kept, in order.',
  noMatch: 'Nothing in the history fits.',
  showAll: 'Show everything',
  today: 'Today',
  yesterday: 'Yesterday',

  filters: 'Which entries to show',
  person: 'Person',
  everyone: 'Everyone',
  product: 'Product',
  allProducts: 'All products',
  withCount: (name: string, count: string) => `${name} (${count})`,
  mine: 'Only mine',
  mineTip: 'Show only what I did',
  takenOut: 'Taken out',
  takenOutTip: 'Show only what was taken out',
  shown: (shown: number, all: string) => `${counted(shown, { one: 'entry', other: 'entries' })} of ${all}`,

  list: 'Entries',
  seeThen: 'See the cart then',
  putBack: 'Put back',
  putBackOf: (deed: string) => `Put back: ${deed}`,
  isBack: (qty: string, name: string) => `${qty} × ${name} put back in the cart`,
  areBack: (count: number) => `${products(count)} put back in the cart`,
  nothingToPutBack: 'There is nothing left of it to put back.',

  slider: 'Moment that the cart is shown at',
  now: 'Now',
  beginning: 'Before anything was done',
  at: (time: string, deed: string) => `${time}: ${deed}`,
  earlier: 'One step earlier',
  later: 'One step later',

  past: (time: string) => `You are looking at the cart as it was on ${time}.`,
  pastBeginning: 'You are looking at the cart before anything was done.',
  after: (deed: string) => `After: ${deed}`,
  since: (changes: number) =>
    `${counted(changes, { one: 'change', other: 'changes' })} came in while you look`,
  backToNow: 'Back to now',
  isNow: 'The cart as it is now',
  restore: 'Restore this version…',
  notInPast: 'This is the cart as it was. Go back to now to change it.',

  restoreTitle: 'Restore this version?',
  restoreAbout: (time: string) =>
    `The cart becomes again what it was on ${time}. Nothing is lost: all that was done since stays in the history, and you can take this back.`,
  restoreEmpty:
    'The cart becomes empty again. Nothing is lost: all that was done since stays in the history, and you can take this back.',
  restoreDo: 'Restore it',
  restoreNot: 'Not now',
  restored: (time: string) => `The cart is again as it was on ${time}`,
  restoredEmpty: 'The cart is empty again',
  nothingDiffers: 'The cart is just like that now. There is nothing to restore.',
  comeBack: (count: number, names: readonly string[], more: number) =>
    `${counted(count, { one: 'product comes back', other: 'products come back' })}: ${few(names, more)}`,
  go: (count: number, names: readonly string[], more: number) =>
    `${counted(count, { one: 'product goes', other: 'products go' })}: ${few(names, more)}`,
  quantities: (count: number, names: readonly string[], more: number) =>
    `${counted(count, { one: 'quantity changes', other: 'quantities change' })}: ${few(names, more)}`,
  prices: (count: number, names: readonly string[], more: number) =>
    `${counted(count, { one: 'price changes', other: 'prices change' })}: ${few(names, more)}`,
  notes: (count: number, names: readonly string[], more: number) =>
    `${counted(count, { one: 'note changes', other: 'notes change' })}: ${few(names, more)}`,
  shelves: (count: number, names: readonly string[], more: number) =>
    `${counted(count, { one: 'product moves', other: 'products move' })} between the cart and “for later”: ${few(names, more)}`,
  fromTo: (name: string, now: string, then: string) => `${name} ${now} → ${then}`,
  reordered: 'The order changes',
  retitled: (title: string) => `The name becomes “${title}”`,
  untitled: 'The name goes',
  recoded: 'The codes change',
  recurrency: (currency: string) => `The currency becomes ${currency}`,
};
