import { counted } from './counting.ts';

const pricesText = (count: number) => counted(count, { one: 'price', other: 'prices' });

/** Prices: what has moved since a thing was added, sales, their history, and the cart's currency. */
export const prices = {
  none: 'no price',
  priceOf: (name: string) => `Price of one ${name}`,
  change: (name: string, price: string) => `Change the price of ${name}: ${price}`,
  was: 'was',
  until: (when: string) => `until ${when}`,

  now: (price: string) => `now ${price}`,
  acceptKey: 'Take over the new price',
  accept: (name: string, now: string, before: string) =>
    `Take the new price of ${name}: ${now} instead of ${before}`,
  isNow: (name: string, price: string) => `${name} costs ${price} now`,
  areNow: (count: number) => `${pricesText(count)} brought up to date`,
  allUpToDate: 'All prices are as in the catalogue',
  noCatalogue: 'No catalogue is loaded to compare prices with',

  strip: (count: number) => `${counted(count, { one: 'price has', other: 'prices have' })} changed`,
  stripLabel: 'Changed prices',
  review: 'Review',
  acceptAll: 'Accept all',
  putAway: 'Keep the prices as they are',

  reviewTitle: 'Changed prices',
  closeReview: 'Close the changed prices',
  reviewAbout:
    'The catalogue says something else than when these were added. Nothing changes until you say so.',
  product: 'Product',
  inCart: 'In the cart',
  inCatalogue: 'Now',
  difference: 'For all of them',
  acceptOne: 'Accept',
  acceptName: (name: string) => `Accept the new price of ${name}`,
  keepOne: 'Keep',
  keepName: (name: string) => `Keep the price of ${name}`,
  sum: 'Together',

  sale: 'Sale price…',
  saleTitle: (name: string) => `Sale price of ${name}`,
  closeSale: 'Close the sale price',
  salePrice: 'Price now',
  usualPrice: 'Usual price',
  usualHint: 'Empty for no sale',
  lastDay: 'Last day of the sale',
  lastDayHint: 'Empty for no end',
  lastDayPast: 'That day is over already.',
  dayNeedsUsual: 'With a last day, the usual price is needed: it holds afterwards.',
  save: 'Save',
  cancel: 'Cancel',
  saleSaved: (name: string) => `Price of ${name} changed`,

  history: 'Price history…',
  historyTitle: (name: string) => `Prices of ${name} in this cart`,
  closeHistory: 'Close the price history',
  historyChart: (name: string) => `Price of ${name} over time`,
  asChart: 'Chart',
  asTable: 'Table',
  showAs: 'Show the prices as',
  time: 'Time',
  who: 'Who',
  price: 'Price',
  terms: 'Sale',
  /** `until` is as above. */
  termsUntil: (was: string, until: string) => `instead of ${was} ${until}`,
  termsOpen: (was: string) => `instead of ${was}`,
  takenBack: 'taken back',
  allTakenBack: 'Every price of it was taken back.',

  currency: 'Currency…',
  currencyTitle: 'Currency of the cart',
  closeCurrency: 'Close the currency',
  currencyLabel: 'Prices are in',
  currencyAbout: 'For what is added from now on. Nothing is converted.',
  currencyFixed: (currency: string) =>
    `There are prices in ${currency} in this cart. To choose another currency, empty the cart first: amounts are not converted.`,
  currencyIs: (currency: string) => `Prices are in ${currency} now`,
};
