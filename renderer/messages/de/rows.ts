import type { Messages } from '../en/index.ts';
import type { Who } from '../who.ts';
import { counted } from './counting.ts';

const nameOf = ({ name, isSelf }: Who): string => (isSelf ? 'Ich' : name);

export const rows: Messages['rows'] = {
  inCart: 'Im Wagen',
  forLater: 'Für später',
  notInTotal: (count) => `${counted(count, { one: 'Produkt', other: 'Produkte' })}, nicht in der Summe`,
  emptyCart: 'Ein leerer Wagen',
  nothingNow: 'Gerade nichts im Wagen',
  typeAbove: 'Oben eintippen, was fehlt, und bestätigen mit',
  everyoneSees: 'Alle, die diesen Wagen offen haben, sehen es sofort.',
  othersShowHere: 'Was andere hineinlegen, erscheint hier sofort.',

  isHere: (names) => `${names} ist hier`,
  backToCart: 'In den Wagen',
  putBack: (name) => `${name} zurück in den Wagen legen`,
  tooLarge: 'zu groß',
  more: (name) => `Mehr zu ${name}`,
  move: 'An einen anderen Platz ziehen',
  who: (name) => `Wer ${name} hinzugefügt hat und wann`,

  takeOut: (name) => `${name} herausnehmen`,
  oneLess: (name) => `Ein ${name} weniger`,
  oneMore: (name) => `Ein ${name} mehr`,
  quantityOf: (name) => `Menge von ${name}`,
  noteOn: (name) => `Notiz zu ${name}`,
  noteHint: 'Ein Wort dazu',
  changeNote: (name, note) => `Notiz zu ${name} ändern: ${note}`,

  menu: {
    addNote: 'Notiz hinzufügen',
    changeNote: 'Notiz ändern',
    price: 'Preis ändern',
    later: 'Für später merken',
    back: 'Zurück in den Wagen',
    details: 'Einzelheiten',
    up: 'Nach oben',
    down: 'Nach unten',
    top: 'Ganz nach oben',
    bottom: 'Ganz nach unten',
    remove: 'Herausnehmen',
  },

  label: {
    tooLarge: 'Summe zu groß',
    noPrice: 'ohne Preis',
    note: (note) => `Notiz: ${note}`,
    addedBy: (names) => `hinzugefügt von ${names}`,
  },
  until: (when) => `bis ${when}`,
  stages: {
    local: 'Wird auf diesem Computer gespeichert',
    saved: 'Auf diesem Computer gespeichert',
    sent: 'Gesendet',
    durable: 'Alle haben es',
  },

  placeOf: (name, place, count) => `${name}, ${place} von ${count}`,
  isFirst: (name) => `${name} steht schon ganz oben`,
  isLast: (name) => `${name} steht schon ganz unten`,

  details: {
    title: (name) => `Einzelheiten zu ${name}`,
    close: 'Einzelheiten schließen',
    who: 'Von wem',
    price: 'Preis',
    none: 'Ohne Preis',
    each: (price) => `${price} das Stück`,
    sale: (was) => `im Angebot, sonst ${was}`,
    saleUntil: (was, when) => `im Angebot bis ${when}, danach ${was}`,
    saleOver: (when) => `das Angebot endete ${when}`,
    note: 'Notiz',
    history: 'Was geschah',
    gone: 'Es ist nicht mehr im Wagen.',
    added: (who, count, when) => `${nameOf(who)}: ${count} dazu, ${when}`,
    took: (who, count, when) => `${nameOf(who)}: ${count} heraus, ${when}`,
  },
};
