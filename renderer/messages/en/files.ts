import { counted } from './counting.ts';

const rows = (count: number) => counted(count, { one: 'row', other: 'rows' });
const products = (count: number) => counted(count, { one: 'product', other: 'products' });

/** Lists from files and into files, and the cart on paper. */
export const files = {
  // The menu of the cart.
  addFrom: 'Add from a file or list…',
  exportCsv: 'Export as CSV…',
  exportJson: 'Export as JSON…',
  print: 'Print…',
  savePdf: 'Save as PDF…',

  // The dialog.
  title: 'Add from a file or list',
  intro: 'Choose a CSV, JSON or text file, drop it anywhere on the cart, or paste a list below.',
  chooseFile: 'Choose a file…',
  pasteLabel: 'Or paste a list, one product a line',
  pasteExample: '3 x milk 1.29\nbread 2.40\neggs',
  look: 'Look at the list',
  close: 'Close',
  leave: 'Close the list',
  cancel: 'Cancel',
  back: 'Back',
  pastedList: 'Pasted list',
  reading: 'Reading the list…',

  // What the list would bring.
  found: (count: number) => `${rows(count)} to add`,
  inList: (count: number) => `${rows(count)} in the list`,
  units: (count: number) => counted(count, { one: 'unit', other: 'units' }),
  total: (money: string) => `${money} in all`,
  later: (count: number) => `${counted(count, { one: 'row', other: 'rows' })} saved for later`,
  unpriced: (count: number) => `${products(count)} without a price: it can be typed in the cart afterwards.`,
  nothingFits: 'Nothing in this list can be added.',
  wrongTitle: (count: number) => `${counted(count, { one: 'line', other: 'lines' })} cannot be added`,
  line: (number: string) => `Line ${number}`,
  entry: (number: string) => `Entry ${number}`,
  more: (count: number) => `and ${counted(count, { one: 'more', other: 'more' })}`,
  preview: 'What would be added',
  product: 'Product',
  quantity: 'Qty',
  price: 'Price',
  forLater: 'for later',
  earlier: (names: string, day: string, here: number, all: number) =>
    here === all
      ? `Already imported by ${names} on ${day}: all ${rows(all)} are here.`
      : `Already imported by ${names} on ${day}: ${here} of ${rows(all)} are here.`,
  you: 'you',
  and: 'and',
  addRows: (count: number) => `Add ${rows(count)}`,
  addMissing: (count: number) => `Add the missing ${rows(count)}`,
  addGood: (count: number) => `Add the other ${rows(count)}`,
  addAgain: (count: number) => `Add all ${rows(count)} again`,
  adding: (done: string, all: string) => `${done} of ${all} rows added`,
  progress: 'Adding the list',
  stop: 'Stop and take it back',
  stopping: 'Taking it back…',

  // Afterwards.
  added: (count: number, name: string | null) => `${rows(count)} added from ${name ?? 'the pasted list'}`,
  stopped: 'Nothing was added.',
  refused: (reason: string) => `Nothing was added: ${reason}`,
  exported: (count: number) => `${rows(count)} saved to a file`,
  notSaved: (reason: string) => `The file could not be saved: ${reason}`,
  pdfSaved: 'The cart is saved as a PDF',
  emptyCart: 'There is nothing in the cart yet.',

  // Dropping.
  dropHere: 'Drop it to look at the list',
  dropOnlyLook: 'This cart can only be looked at here',
  oneFile: 'One file at a time, please.',

  // Why a file cannot be used.
  notText: 'This file holds no text. Save the table as CSV first, then choose that file.',
  emptyFile: 'There is nothing in it.',
  noRows: 'There are no products in it, only the line that names the columns.',
  notReadable: 'The file could not be read. It may have been moved or deleted.',
  tooLarge: (size: string, limit: string) =>
    `This file is too large: ${size} MB, and ${limit} MB is the most. Split it into several.`,
  tooManyRows: (count: string, limit: string) =>
    `This list is too long: ${count} rows, and ${limit} are the most at once. Split it into several.`,
  notJson: 'This is not complete JSON. It may have been cut short.',
  newerFile: 'This file was made by a newer version of Trolley. Update this one first.',
  noListInJson: 'There is no list of products in this JSON file.',
  noHeader:
    'The first line does not name the columns. Put one above the others, such as: name,quantity,unit_price',
  listInOtherCurrency: (theirs: string, ours: string) =>
    `The prices in this list are in ${theirs}, those of the cart in ${ours}. A cart has one currency.`,

  // What there is to say of how a file was written.
  wasUtf16: 'The file is written as UTF-16, and was read as that.',
  wasLatin1:
    'The file is not written as UTF-8. It was read as Windows-1252: look whether letters such as ä and é are right.',

  // Why a line cannot be used.
  rowHasNoName: 'no name of a product',
  textTooLong: (limit: string) => `the name has more than ${limit} characters`,
  noteTooLong: (limit: string) => `the note has more than ${limit} characters`,
  badOptions: (text: string) => `“${text}” are no options such as Size: large; Colour: red`,
  badQuantity: (text: string, limit: string) => `“${text}” is no quantity from 1 to ${limit}`,
  badPrice: (text: string, currency: string) => `“${text}” is no price in ${currency}`,
  badMoment: (text: string) => `“${text}” is no date such as 2026-12-31`,
  untilWithoutWas: 'a sale that ends needs the price it returns to',
  otherCurrency: (theirs: string, ours: string) => `it is in ${theirs}, the others in ${ours}`,
  badRow: 'a text in it is too long, or cannot be kept',

  // On paper.
  sheet: 'The cart, to be printed',
  untitled: 'Cart',
  printedOn: (moment: string) => `Printed on ${moment}`,
  asOf: (moment: string) => `As it was on ${moment}`,
  people: (names: string) => `By ${names}`,
  sum: 'Total',
  sumRow: 'Amount',
  laterTitle: 'Saved for later',
  saleUntil: (moment: string, money: string) => `until ${moment}, then ${money}`,
  unitsInRows: (units: number, count: number) =>
    `${counted(units, { one: 'unit', other: 'units' })} in ${rows(count)}`,
  noTotal: 'too large to add up',
};
