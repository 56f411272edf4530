import type { Who } from '../who.ts';
import { counted } from './counting.ts';

const nameOf = ({ name, isSelf }: Who): string => (isSelf ? 'you' : name);
const ownersOf = ({ name, isSelf }: Who): string => (isSelf ? 'your' : `${name}’s`);
const units = (count: number): string => counted(count, { one: 'unit', other: 'units' });
const lastOf = (names: readonly string[]): string => names.at(-1) ?? '';

/** What people did, as it is told. Deeds stand after the name of whoever did them. */
export const describe = {
  nameOf,
  /** "Ana, Ben and you". */
  list: (names: readonly string[]) =>
    names.length < 2 ? lastOf(names) : `${names.slice(0, -1).join(', ')} and ${lastOf(names)}`,
  /** "Ben changed milk from 2 to 3", to be begun with a capital. */
  sentence: (who: Who, deed: string) => `${nameOf(who)} ${deed}`,
  something: 'something',

  added: (qty: string, name: string, price: string | null) =>
    `added ${qty} × ${name}${price === null ? '' : ` at ${price}`}`,
  changed: (name: string, before: string, after: string) => `changed ${name} from ${before} to ${after}`,
  changedTo: (name: string, after: string) => `changed ${name} to ${after}`,
  setTo: (name: string, qty: string) => `set ${name} to ${qty}`,
  setToAgain: (name: string, qty: string) => `set ${name} to ${qty} again`,
  tookLast: (name: string) => `took the last ${name} out`,
  tookNone: (name: string) => `took out ${name}, of which none was left`,
  priced: (name: string, price: string) => `changed the price of ${name} to ${price}`,
  moved: (name: string) => `moved ${name}`,
  removed: (name: string) => `removed ${name}`,
  emptied: 'emptied the cart',
  withUnits: (deed: string, count: number) => `${deed} — ${units(count)}`,
  noted: (name: string, note: string) => `noted on ${name}: “${note}”`,
  tookNote: (name: string) => `took the note off ${name}`,
  savedForLater: (name: string) => `saved ${name} for later`,
  putBack: (name: string) => `put ${name} back in the cart`,
  named: (title: string) => `named the cart “${title}”`,
  tookTitle: 'took the name off the cart',
  choseCurrency: (currency: string) => `chose ${currency} for the cart`,
  addedCode: (code: string) => `added the code ${code}`,
  tookCode: (code: string) => `took out the code ${code}`,

  takingBack: { undo: 'took back', redo: 'brought back' },
  aStep: (verb: string) => `${verb} a step`,
  /** "took back: Ben added 3 × milk — now 0"; `whose` is `null` for one's own. */
  ofStep: (verb: string, whose: Who | null, deed: string, now: string | null) =>
    `${verb}: ${whose === null ? '' : `${nameOf(whose)} `}${deed}${now === null ? '' : ` — now ${now}`}`,

  addedProducts: (products: number) => `added ${counted(products, { one: 'product', other: 'products' })}`,
  removedProducts: (products: number) =>
    `took out ${counted(products, { one: 'product', other: 'products' })}`,
  changedProducts: (products: number) =>
    `changed ${counted(products, { one: 'product', other: 'products' })}`,
  didTogether: (deeds: readonly string[]) => deeds.join(', '),
  didSeveral: (things: number) => `did ${counted(things, { one: 'thing', other: 'things' })} at once`,

  fate: {
    takenBack: 'taken back',
    otherInForce: 'something else is in force',
    otherQuantity: (whose: Who) => `${ownersOf(whose)} quantity is used`,
    replaced: (by: Who) => `replaced by ${nameOf(by)} since`,
    takenOutLater: 'taken out later',
    countedIn: (whose: Who) => `counted into ${ownersOf(whose)} typed quantity`,
    emptied: (whose: Who) => `taken out by ${ownersOf(whose)} emptying of the cart`,
    removed: (whose: Who) => `taken out by ${ownersOf(whose)} removal`,
  },

  /** Of others, told while it happens. */
  changesFrom: (count: number, names: string) =>
    `${counted(count, { one: 'change', other: 'changes' })} from ${names}`,
};
