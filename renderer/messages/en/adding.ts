/** The field that things are added with. */
export const adding = {
  form: 'Add to the cart',
  what: 'What to add',
  whatHint: 'Add something',
  price: 'Price of one',
  priceHint: 'Price',
  quantity: 'Quantity',
  quantityHint: 'Qty',
  more: 'Price and quantity',
  add: 'Add',
  /** Around the keys that it names. */
  hint: 'Try “3 x milk 1.29”.',
  hintField: 'brings you here,',
  hintKeys: 'shows every key.',

  nothing: 'What should go in the cart?',
  wholeNumber: 'A quantity is a whole number, such as 3.',
  decimals: (currency: string, exponent: number, text: string, count: number) =>
    `${currency} has ${exponent} decimals; "${text}" has ${count}.`,
  tooMuch: (text: string, most: string) => `${text} is more than the largest price, ${most}.`,

  /** "Adds 3 × milk at €1.29 each, as before". */
  preview: (quantity: string, name: string, price: string) => `Adds ${quantity} × ${name}${price}`,
  at: (money: string, isEach: boolean) => ` at ${money}${isEach ? ' each' : ''}`,
  asBefore: ', as before',
  fromCatalogue: ', from the catalogue',
  noPrice: ', no price yet',
  otherCurrency: (currency: string) => `, no price in ${currency} yet`,

  suggestions: 'Suggestions',
  starred: 'starred',
  star: 'Star',
  unstar: 'Take the star away',
  starredNow: (name: string) => `${name} is starred`,
  unstarredNow: (name: string) => `${name} is not starred any more`,
  usedBefore: 'added before',
  found: (count: number) => (count === 1 ? 'One suggestion' : `${count} suggestions`),
  /** What the keys do while suggestions are shown. */
  keys: { choose: 'choose', add: 'add', complete: 'complete', star: 'star' },

  /** As the sheet of keys has them. */
  sheet: {
    choose: 'Choose what is suggested',
    wanted: 'Suggest what is wanted most',
    complete: 'Complete what is typed',
    star: 'Star a product, or take the star away',
  },

  optionsOf: (name: string) => `Which ${name}?`,
  addChosen: 'Add',
  cancel: 'Cancel',
};
