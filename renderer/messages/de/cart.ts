import type { Messages } from '../en/index.ts';
import { counted } from './counting.ts';

export const cart: Messages['cart'] = {
  nameOfCart: 'Name des Wagens',
  renameTipOf: (title) => `${title}: Wagen umbenennen`,
  takeBack: 'Zurücknehmen',
  bringBack: 'Wiederholen',
  close: 'Schließen',
  history: 'Verlauf',

  more: 'Mehr zum Wagen',
  rename: 'Wagen umbenennen',
  empty: 'Wagen leeren',
  access: 'Zugang …',
  keys: 'Tasten',

  nothing: 'Nichts im Wagen',
  unitsInRows: (units, rows) =>
    `${counted(units, { one: 'Stück', other: 'Stück' })} in ${counted(rows, { one: 'Zeile', other: 'Zeilen' })}`,
  codes: (codes) => `Codes: ${codes}`,
  total: 'Summe',
  totals: 'Summen',
  tooLarge: 'Zu groß zum Zusammenzählen',

  added: (quantity, name) => `${quantity} × ${name} hinzugefügt`,
  quantityIs: (name, quantity) => `${name}: ${quantity}`,
  isOut: (name) => `${name} ist nicht mehr im Wagen`,
  priceChanged: (name) => `Preis von ${name} geändert`,
  noteSaved: (name) => `Notiz zu ${name} gespeichert`,
  noteTakenOff: (name) => `Notiz zu ${name} entfernt`,
  isForLater: (name) => `${name} ist für später gemerkt`,
  isBack: (name) => `${name} ist wieder im Wagen`,
  isUsedNow: (quantity) => `Jetzt gilt ${quantity}`,
  emptied: (products) =>
    `Der Wagen ist leer: ${counted(products, { one: 'Produkt', other: 'Produkte' })} herausgenommen`,
  renamed: 'Name des Wagens geändert',
  takenBack: 'Zurückgenommen',
  broughtBack: 'Wiederholt',
  saveUnsentTitle: 'Nicht gesendete Änderungen sichern',
  changesInFile: (changes) =>
    `${counted(changes, { one: 'Änderung', other: 'Änderungen' })} in einer Datei gespeichert`,
  fileNotSaved: (reason) => `Die Datei konnte nicht gespeichert werden: ${reason}`,
  notLeftOut: (reason) => `Das konnte nicht weggelassen werden: ${reason}`,
};
