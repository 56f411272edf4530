import { counted } from './counting.ts';

/** Who is at the cart, where they are, and what they do meanwhile. */
export const people = {
  onlyYou: 'Only you are here',
  here: (names: string) => `Here: ${names}`,
  list: 'Who is here',
  /** Of somebody, after their name. */
  isAt: (product: string) => `at ${product}`,
  looking: 'looking at the cart',
  away: 'away',
  goTo: (name: string, product: string) => `${name} is at ${product}: go there`,

  noticeAdded: (names: string, count: number, cart: string) =>
    `${names} added ${counted(count, { one: 'product', other: 'products' })} to ${cart}`,
  noticeChanged: (names: string, count: number, cart: string) =>
    `${names} made ${counted(count, { one: 'change', other: 'changes' })} to ${cart}`,
  /** A cart without a name, within a sentence. */
  theCart: 'the cart',
};
