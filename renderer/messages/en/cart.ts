import { counted } from './counting.ts';

/** The cart's window: its head, its foot, and what it says of the shopper's own last step. */
export const cart = {
  nameOfCart: 'Name of the cart',
  renameTipOf: (title: string) => `${title}: rename the cart`,
  takeBack: 'Take back',
  bringBack: 'Bring back',
  close: 'Close',
  history: 'History',

  more: 'More for the cart',
  rename: 'Rename the cart',
  empty: 'Empty the cart',
  access: 'Access…',
  keys: 'Keys',

  nothing: 'Nothing in the cart',
  unitsInRows: (units: number, rows: number) =>
    `${counted(units, { one: 'unit', other: 'units' })} in ${counted(rows, { one: 'row', other: 'rows' })}`,
  codes: (codes: string) => `codes: ${codes}`,
  total: 'Total',
  totals: 'Totals',
  tooLarge: 'Too large to add up',

  added: (quantity: string, name: string) => `${quantity} × ${name} added`,
  quantityIs: (name: string, quantity: string) => `${name}: ${quantity}`,
  isOut: (name: string) => `${name} is out of the cart`,
  priceChanged: (name: string) => `Price of ${name} changed`,
  noteSaved: (name: string) => `Note on ${name} saved`,
  noteTakenOff: (name: string) => `Note on ${name} taken off`,
  isForLater: (name: string) => `${name} is saved for later`,
  isBack: (name: string) => `${name} is back in the cart`,
  isUsedNow: (quantity: string) => `${quantity} is used now`,
  emptied: (products: number) =>
    `The cart is empty: ${counted(products, { one: 'product', other: 'products' })} taken out`,
  renamed: 'Name of the cart changed',
  takenBack: 'Taken back',
  broughtBack: 'Brought back',
  saveUnsentTitle: 'Save unsent changes',
  changesInFile: (changes: number) =>
    `${counted(changes, { one: 'change', other: 'changes' })} saved to a file`,
  fileNotSaved: (reason: string) => `The file could not be saved: ${reason}`,
  notLeftOut: (reason: string) => `It could not be left out: ${reason}`,
};
