import type { Messages } from '../en/index.ts';
import { counted } from './counting.ts';

const rows = (count: number) => counted(count, { one: 'Zeile', other: 'Zeilen' });

export const files: Messages['files'] = {
  addFrom: 'Aus Datei oder Liste …',
  exportCsv: 'Als CSV exportieren …',
  exportJson: 'Als JSON exportieren …',
  print: 'Drucken …',
  savePdf: 'Als PDF speichern …',

  title: 'Aus Datei oder Liste hinzufügen',
  intro:
    'Eine CSV-, JSON- oder Textdatei wählen, sie irgendwo auf den Wagen ziehen oder unten eine Liste einfügen.',
  chooseFile: 'Datei wählen …',
  pasteLabel: 'Oder eine Liste einfügen, ein Produkt je Zeile',
  pasteExample: '3 x Milch 1,29\nBrot 2,40\nEier',
  look: 'Liste ansehen',
  close: 'Schließen',
  leave: 'Liste schließen',
  cancel: 'Abbrechen',
  back: 'Zurück',
  pastedList: 'Eingefügte Liste',
  reading: 'Die Liste wird gelesen …',

  found: (count) => `${rows(count)} zum Hinzufügen`,
  inList: (count) => `${rows(count)} in der Liste`,
  units: (count) => counted(count, { one: 'Stück', other: 'Stück' }),
  total: (money) => `zusammen ${money}`,
  later: (count) => `${rows(count)} für später gemerkt`,
  unpriced: (count) =>
    `${counted(count, { one: 'Produkt', other: 'Produkte' })} ohne Preis: Er lässt sich danach im Wagen eintragen.`,
  nothingFits: 'Aus dieser Liste lässt sich nichts hinzufügen.',
  wrongTitle: (count) =>
    counted(count, {
      one: 'Zeile lässt sich nicht hinzufügen',
      other: 'Zeilen lassen sich nicht hinzufügen',
    }),
  line: (number) => `Zeile ${number}`,
  entry: (number) => `Eintrag ${number}`,
  more: (count) => `und ${counted(count, { one: 'weitere', other: 'weitere' })}`,
  preview: 'Was hinzukäme',
  product: 'Produkt',
  quantity: 'Menge',
  price: 'Preis',
  forLater: 'für später',
  earlier: (names, day, here, all) =>
    here === all
      ? `Am ${day} schon von ${names} importiert: Alle ${rows(all)} sind da.`
      : `Am ${day} schon von ${names} importiert: ${here} von ${rows(all)} sind da.`,
  you: 'dir',
  and: 'und',
  addRows: (count) => `${rows(count)} hinzufügen`,
  addMissing: (count) => `Die fehlenden ${rows(count)} hinzufügen`,
  addGood: (count) => `Die anderen ${rows(count)} hinzufügen`,
  addAgain: (count) => `Alle ${rows(count)} noch einmal hinzufügen`,
  adding: (done, all) => `${done} von ${all} Zeilen hinzugefügt`,
  progress: 'Die Liste wird hinzugefügt',
  stop: 'Abbrechen und zurücknehmen',
  stopping: 'Wird zurückgenommen …',

  added: (count, name) => `${rows(count)} aus ${name ?? 'der eingefügten Liste'} hinzugefügt`,
  stopped: 'Es wurde nichts hinzugefügt.',
  refused: (reason) => `Es wurde nichts hinzugefügt: ${reason}`,
  exported: (count) => `${rows(count)} in einer Datei gespeichert`,
  notSaved: (reason) => `Die Datei konnte nicht gespeichert werden: ${reason}`,
  pdfSaved: 'Der Wagen ist als PDF gespeichert',
  emptyCart: 'Im Wagen ist noch nichts.',

  dropHere: 'Ablegen, um die Liste anzusehen',
  dropOnlyLook: 'Dieser Wagen lässt sich hier nur ansehen',
  oneFile: 'Bitte nur eine Datei auf einmal.',

  notText: 'In dieser Datei ist kein Text. Die Tabelle erst als CSV speichern und dann jene Datei wählen.',
  emptyFile: 'Es steht nichts darin.',
  noRows: 'Es stehen keine Produkte darin, nur die Zeile mit den Namen der Spalten.',
  notReadable: 'Die Datei ließ sich nicht lesen. Vielleicht wurde sie verschoben oder gelöscht.',
  tooLarge: (size, limit) =>
    `Diese Datei ist zu groß: ${size} MB, höchstens ${limit} MB gehen. Bitte in mehrere teilen.`,
  tooManyRows: (count, limit) =>
    `Diese Liste ist zu lang: ${count} Zeilen, auf einmal gehen höchstens ${limit}. Bitte in mehrere teilen.`,
  notJson: 'Das ist kein vollständiges JSON. Vielleicht wurde es abgeschnitten.',
  newerFile: 'Diese Datei stammt von einer neueren Version von Trolley. Bitte erst diese hier aktualisieren.',
  noListInJson: 'In dieser JSON-Datei ist keine Liste von Produkten.',
  noHeader: 'Die erste Zeile nennt die Spalten nicht. Bitte eine darüber setzen, etwa: name,menge,preis',
  listInOtherCurrency: (theirs, ours) =>
    `Die Preise in dieser Liste sind in ${theirs}, die im Wagen in ${ours}. Ein Wagen hat nur eine Währung.`,

  wasUtf16: 'Die Datei ist als UTF-16 geschrieben und wurde so gelesen.',
  wasLatin1:
    'Die Datei ist nicht als UTF-8 geschrieben. Sie wurde als Windows-1252 gelesen: Stimmen Buchstaben wie ä und é?',

  rowHasNoName: 'kein Name eines Produkts',
  textTooLong: (limit) => `der Name hat mehr als ${limit} Zeichen`,
  noteTooLong: (limit) => `die Notiz hat mehr als ${limit} Zeichen`,
  badOptions: (text) => `„${text}“ sind keine Angaben wie Größe: groß; Farbe: rot`,
  badQuantity: (text, limit) => `„${text}“ ist keine Menge von 1 bis ${limit}`,
  badPrice: (text, currency) => `„${text}“ ist kein Preis in ${currency}`,
  badMoment: (text) => `„${text}“ ist kein Datum wie 2026-12-31`,
  untilWithoutWas: 'ein Angebot mit Ende braucht den Preis danach',
  otherCurrency: (theirs, ours) => `es steht in ${theirs} da, das andere in ${ours}`,
  badRow: 'ein Text darin ist zu lang oder lässt sich nicht speichern',

  sheet: 'Der Wagen zum Drucken',
  untitled: 'Einkaufswagen',
  printedOn: (moment) => `Gedruckt am ${moment}`,
  asOf: (moment) => `Stand vom ${moment}`,
  people: (names) => `Von ${names}`,
  sum: 'Summe',
  sumRow: 'Betrag',
  laterTitle: 'Für später gemerkt',
  saleUntil: (moment, money) => `bis ${moment}, dann ${money}`,
  unitsInRows: (units, count) => `${counted(units, { one: 'Stück', other: 'Stück' })} in ${rows(count)}`,
  noTotal: 'zu groß zum Zusammenzählen',
};
