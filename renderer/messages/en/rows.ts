import type { Who } from '../who.ts';
import { counted } from './counting.ts';

const nameOf = ({ name, isSelf }: Who): string => (isSelf ? 'You' : name);

/** The rows of a cart: what stands on them, what can be done with them, and their details. */
export const rows = {
  inCart: 'In the cart',
  forLater: 'Saved for later',
  notInTotal: (count: number) => `${counted(count, { one: 'product', other: 'products' })}, not in the total`,
  emptyCart: 'An empty cart',
  nothingNow: 'Nothing in the cart now',
  /** Around the name of the Enter key. */
  typeAbove: 'Type what you need above and press',
  everyoneSees: 'Everyone who has this cart open sees it at once.',
  othersShowHere: 'What others put in shows here at once.',

  isHere: (names: string) => `${names} is here`,
  backToCart: 'Back to cart',
  putBack: (name: string) => `Put ${name} back in the cart`,
  tooLarge: 'too large',
  more: (name: string) => `More for ${name}`,
  move: 'Drag to another place',
  who: (name: string) => `Who added ${name}, and when`,

  takeOut: (name: string) => `Take out ${name}`,
  oneLess: (name: string) => `One ${name} less`,
  oneMore: (name: string) => `One ${name} more`,
  quantityOf: (name: string) => `Quantity of ${name}`,
  noteOn: (name: string) => `Note on ${name}`,
  noteHint: 'A word about it',
  changeNote: (name: string, note: string) => `Change the note on ${name}: ${note}`,

  menu: {
    addNote: 'Add a note',
    changeNote: 'Change the note',
    price: 'Change the price',
    later: 'Save for later',
    back: 'Put back in the cart',
    details: 'Details',
    up: 'Move up',
    down: 'Move down',
    top: 'Move to the top',
    bottom: 'Move to the bottom',
    remove: 'Take out',
  },

  /** A whole row in one breath. */
  label: {
    tooLarge: 'total too large',
    noPrice: 'no price',
    note: (note: string) => `note: ${note}`,
    addedBy: (names: string) => `added by ${names}`,
  },
  until: (when: string) => `until ${when}`,
  stages: {
    local: 'Being saved on this computer',
    saved: 'Saved on this computer',
    sent: 'Sent',
    durable: 'Everyone has it',
  },

  /** Said after a move. */
  placeOf: (name: string, place: string, count: string) => `${name}, ${place} of ${count}`,
  isFirst: (name: string) => `${name} is the first already`,
  isLast: (name: string) => `${name} is the last already`,

  details: {
    title: (name: string) => `Details of ${name}`,
    close: 'Close the details',
    who: 'Whose it is',
    price: 'Price',
    none: 'No price',
    each: (price: string) => `${price} each`,
    sale: (was: string) => `on sale, otherwise ${was}`,
    saleUntil: (was: string, when: string) => `on sale until ${when}, then ${was}`,
    saleOver: (when: string) => `the sale ended ${when}`,
    note: 'Note',
    history: 'What happened',
    gone: 'It is no longer in the cart.',
    added: (who: Who, count: string, when: string) => `${nameOf(who)} added ${count}, ${when}`,
    took: (who: Who, count: string, when: string) => `${nameOf(who)} took out ${count}, ${when}`,
  },
};
