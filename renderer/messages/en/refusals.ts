/** Why a cart would not take something. */
export const refusals = {
  wholeNumber: 'Type a whole number.',
  quantity: (largest: string) => `A quantity is a whole number from 1 to ${largest}.`,
  price: (least: string, most: string) => `A price is from ${least} to ${most}.`,
  amount: (text: string, example: string) => `"${text}" is not an amount such as ${example}.`,
  text: 'That text is empty or too long.',
  mixedCurrencies: (currency: string) => `Prices in this cart are in ${currency}.`,
  pricesInAnother: 'The cart has prices in another currency.',
  gone: 'That is no longer in the cart.',
  notEnough: 'There are not that many left to take out.',
  place: 'It cannot be moved there.',
  coupon: 'There is no such code in the cart.',
};
