import type { Messages } from '../en/index.ts';
import type { Who } from '../who.ts';
import { counted } from './counting.ts';

const nameOf = ({ name, isSelf }: Who): string => (isSelf ? 'ich' : name);
/** After a noun: "von mir", "von Ben". */
export const byWhom = ({ name, isSelf }: Who): string => (isSelf ? 'von mir' : `von ${name}`);
const has = (who: Who, deed: string): string => `${nameOf(who)} ${who.isSelf ? 'habe' : 'hat'} ${deed}`;
const products = (count: number): string => counted(count, { one: 'Produkt', other: 'Produkte' });
const lastOf = (names: readonly string[]): string => names.at(-1) ?? '';

export const describe: Messages['describe'] = {
  nameOf,
  list: (names) =>
    names.length < 2 ? lastOf(names) : `${names.slice(0, -1).join(', ')} und ${lastOf(names)}`,
  sentence: has,
  something: 'etwas',

  added: (qty, name, price) => `${qty} × ${name}${price === null ? '' : ` zu ${price}`} hinzugefügt`,
  changed: (name, before, after) => `${name} von ${before} auf ${after} geändert`,
  changedTo: (name, after) => `${name} auf ${after} geändert`,
  setTo: (name, qty) => `${name} auf ${qty} gesetzt`,
  setToAgain: (name, qty) => `${name} wieder auf ${qty} gesetzt`,
  tookLast: (name) => `das letzte Stück ${name} herausgenommen`,
  tookNone: (name) => `${name} herausgenommen, aber es war nichts mehr da`,
  priced: (name, price) => `den Preis von ${name} auf ${price} geändert`,
  moved: (name) => `${name} verschoben`,
  removed: (name) => `${name} herausgenommen`,
  emptied: 'den Wagen geleert',
  withUnits: (deed, count) => `${deed} — ${counted(count, { other: 'Stück' })}`,
  noted: (name, note) => `zu ${name} notiert: „${note}“`,
  tookNote: (name) => `die Notiz zu ${name} entfernt`,
  savedForLater: (name) => `${name} für später gemerkt`,
  putBack: (name) => `${name} zurück in den Wagen gelegt`,
  named: (title) => `den Wagen „${title}“ genannt`,
  tookTitle: 'den Namen des Wagens entfernt',
  choseCurrency: (currency) => `${currency} für den Wagen gewählt`,
  addedCode: (code) => `den Code ${code} hinzugefügt`,
  tookCode: (code) => `den Code ${code} entfernt`,

  takingBack: { undo: 'zurückgenommen', redo: 'wiederholt' },
  aStep: (verb) => `einen Schritt ${verb}`,
  ofStep: (verb, whose, deed, now) =>
    `${verb}: ${whose === null ? '' : `${nameOf(whose)}: `}${deed}${now === null ? '' : ` — jetzt ${now}`}`,

  addedProducts: (count) => `${products(count)} hinzugefügt`,
  removedProducts: (count) => `${products(count)} herausgenommen`,
  changedProducts: (count) => `${products(count)} geändert`,
  didTogether: (deeds) => deeds.join(', '),
  didSeveral: (things) => `${counted(things, { one: 'Sache', other: 'Sachen' })} auf einmal gemacht`,

  fate: {
    takenBack: 'zurückgenommen',
    otherInForce: 'inzwischen gilt etwas anderes',
    otherQuantity: (whose) => `es gilt die Menge ${byWhom(whose)}`,
    replaced: (by) => `inzwischen ${byWhom(by)} ersetzt`,
    takenOutLater: 'später herausgenommen',
    countedIn: (whose) => `enthalten in der Menge ${byWhom(whose)}`,
    emptied: (whose) => `${byWhom(whose)} mit dem Leeren des Wagens herausgenommen`,
    removed: (whose) => `${byWhom(whose)} herausgenommen`,
  },

  changesFrom: (count, names) => `${counted(count, { one: 'Änderung', other: 'Änderungen' })} von ${names}`,
};
