import type { Messages } from '../en/index.ts';

export const adding: Messages['adding'] = {
  form: 'In den Wagen legen',
  what: 'Was dazukommt',
  whatHint: 'Etwas hinzufügen',
  price: 'Einzelpreis',
  priceHint: 'Preis',
  quantity: 'Menge',
  quantityHint: 'Menge',
  more: 'Preis und Menge',
  add: 'Hinzufügen',
  hint: 'Zum Beispiel „3 x Milch 1,29“.',
  hintField: 'führt hierher,',
  hintKeys: 'zeigt alle Tasten.',

  nothing: 'Was soll in den Wagen?',
  wholeNumber: 'Eine Menge ist eine ganze Zahl wie 3.',
  decimals: (currency, exponent, text, count) =>
    `${currency} hat ${exponent} Nachkommastellen; „${text}“ hat ${count}.`,
  tooMuch: (text, most) => `${text} ist mehr als der höchste Preis, ${most}.`,

  preview: (quantity, name, price) => `Fügt ${quantity} × ${name} hinzu${price}`,
  at: (money, isEach) => `, ${isEach ? 'je ' : ''}${money}`,
  asBefore: ' wie zuvor',
  fromCatalogue: ' laut Katalog',
  noPrice: ', noch ohne Preis',
  otherCurrency: (currency) => `, noch ohne Preis in ${currency}`,

  suggestions: 'Vorschläge',
  starred: 'mit Stern',
  star: 'Mit Stern merken',
  unstar: 'Stern entfernen',
  starredNow: (name) => `${name} hat jetzt einen Stern`,
  unstarredNow: (name) => `${name} hat keinen Stern mehr`,
  usedBefore: 'schon einmal hinzugefügt',
  found: (count) => (count === 1 ? 'Ein Vorschlag' : `${count} Vorschläge`),
  keys: { choose: 'wählen', add: 'hinzufügen', complete: 'ergänzen', star: 'Stern' },

  sheet: {
    choose: 'Einen Vorschlag wählen',
    wanted: 'Vorschlagen, was oft gebraucht wird',
    complete: 'Das Getippte ergänzen',
    star: 'Stern vergeben oder entfernen',
  },

  optionsOf: (name) => `${name}: welche Ausführung?`,
  addChosen: 'Hinzufügen',
  cancel: 'Abbrechen',
};
