import type { Messages } from '../en/index.ts';

export const refusals: Messages['refusals'] = {
  wholeNumber: 'Bitte eine ganze Zahl eingeben.',
  quantity: (largest) => `Eine Menge ist eine ganze Zahl von 1 bis ${largest}.`,
  price: (least, most) => `Ein Preis liegt zwischen ${least} und ${most}.`,
  amount: (text, example) => `„${text}“ ist kein Betrag wie ${example}.`,
  text: 'Dieser Text ist leer oder zu lang.',
  mixedCurrencies: (currency) => `Die Preise in diesem Wagen sind in ${currency}.`,
  pricesInAnother: 'Im Wagen sind Preise in einer anderen Währung.',
  gone: 'Das ist nicht mehr im Wagen.',
  notEnough: 'So viele sind nicht mehr da.',
  place: 'Dorthin lässt es sich nicht schieben.',
  coupon: 'Diesen Code gibt es im Wagen nicht.',
};
