import type { Messages } from '../en/index.ts';
import { counted } from './counting.ts';

export const people: Messages['people'] = {
  onlyYou: 'Niemand sonst ist hier',
  here: (names) => `Hier: ${names}`,
  list: 'Wer hier ist',
  isAt: (product) => `bei ${product}`,
  looking: 'sieht sich den Wagen an',
  away: 'abwesend',
  goTo: (name, product) => `${name} ist bei ${product}: dorthin`,

  noticeAdded: (names, count, cart) =>
    `${names}: ${counted(count, { one: 'Produkt', other: 'Produkte' })} hinzugefügt (${cart})`,
  noticeChanged: (names, count, cart) =>
    `${names}: ${counted(count, { one: 'Änderung', other: 'Änderungen' })} (${cart})`,
  theCart: 'Wagen',
};
