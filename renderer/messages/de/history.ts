import type { Messages } from '../en/index.ts';
import { counted } from './counting.ts';

const products = (count: number): string => counted(count, { one: 'Produkt', other: 'Produkte' });
const few = (names: readonly string[], more: number): string =>
  names.join(', ') + (more === 0 ? '' : ` und ${counted(more, { one: 'weiteres', other: 'weitere' })}`);

export const history: Messages['history'] = {
  title: 'Verlauf',
  close: 'Verlauf schließen',
  empty: 'Noch ist nichts geschehen. Alles, was hier jemand macht, wird der Reihe nach aufbewahrt.',
  noMatch: 'Dazu steht nichts im Verlauf.',
  showAll: 'Alles zeigen',
  today: 'Heute',
  yesterday: 'Gestern',

  filters: 'Welche Einträge gezeigt werden',
  person: 'Person',
  everyone: 'Alle',
  product: 'Produkt',
  allProducts: 'Alle Produkte',
  withCount: (name, count) => `${name} (${count})`,
  mine: 'Nur meine',
  mineTip: 'Nur zeigen, was ich gemacht habe',
  takenOut: 'Herausgenommen',
  takenOutTip: 'Nur zeigen, was herausgenommen wurde',
  shown: (shown, all) => `${counted(shown, { one: 'Eintrag', other: 'Einträge' })} von ${all}`,

  list: 'Einträge',
  seeThen: 'Den Wagen von damals ansehen',
  putBack: 'Zurücklegen',
  putBackOf: (deed) => `Zurücklegen: ${deed}`,
  isBack: (qty, name) => `${qty} × ${name} wieder in den Wagen gelegt`,
  areBack: (count) => `${products(count)} wieder in den Wagen gelegt`,
  nothingToPutBack: 'Davon ist nichts zurückzulegen.',

  slider: 'Zeitpunkt, von dem der Wagen gezeigt wird',
  now: 'Jetzt',
  beginning: 'Bevor etwas geschah',
  at: (time, deed) => `${time}: ${deed}`,
  earlier: 'Einen Schritt früher',
  later: 'Einen Schritt später',

  past: (time) => `Das ist der Wagen, wie er am ${time} war.`,
  pastBeginning: 'Das ist der Wagen, bevor etwas geschah.',
  after: (deed) => `Zuletzt: ${deed}`,
  since: (changes) =>
    `${counted(changes, { one: 'Änderung ist', other: 'Änderungen sind' })} inzwischen dazugekommen`,
  backToNow: 'Zurück zu jetzt',
  isNow: 'Der Wagen, wie er jetzt ist',
  restore: 'Diesen Stand wiederherstellen …',
  notInPast: 'Das ist der Wagen von damals. Ändern lässt er sich erst wieder im Jetzt.',

  restoreTitle: 'Diesen Stand wiederherstellen?',
  restoreAbout: (time) =>
    `Der Wagen wird wieder so, wie er am ${time} war. Nichts geht verloren: Alles, was seither geschah, bleibt im Verlauf, und auch das lässt sich zurücknehmen.`,
  restoreEmpty:
    'Der Wagen wird wieder leer. Nichts geht verloren: Alles, was seither geschah, bleibt im Verlauf, und auch das lässt sich zurücknehmen.',
  restoreDo: 'Wiederherstellen',
  restoreNot: 'Jetzt nicht',
  restored: (time) => `Der Wagen ist wieder wie am ${time}`,
  restoredEmpty: 'Der Wagen ist wieder leer',
  nothingDiffers: 'Genau so ist der Wagen jetzt. Es gibt nichts wiederherzustellen.',
  comeBack: (count, names, more) =>
    `${counted(count, { one: 'Produkt kommt zurück', other: 'Produkte kommen zurück' })}: ${few(names, more)}`,
  go: (count, names, more) =>
    `${counted(count, { one: 'Produkt fällt weg', other: 'Produkte fallen weg' })}: ${few(names, more)}`,
  quantities: (count, names, more) =>
    `${counted(count, { one: 'Menge ändert sich', other: 'Mengen ändern sich' })}: ${few(names, more)}`,
  prices: (count, names, more) =>
    `${counted(count, { one: 'Preis ändert sich', other: 'Preise ändern sich' })}: ${few(names, more)}`,
  notes: (count, names, more) =>
    `${counted(count, { one: 'Notiz ändert sich', other: 'Notizen ändern sich' })}: ${few(names, more)}`,
  shelves: (count, names, more) =>
    `${counted(count, { one: 'Produkt wechselt', other: 'Produkte wechseln' })} zwischen Wagen und „für später“: ${few(names, more)}`,
  fromTo: (name, now, then) => `${name} ${now} → ${then}`,
  reordered: 'Die Reihenfolge ändert sich',
  retitled: (title) => `Der Name wird „${title}“`,
  untitled: 'Der Name fällt weg',
  recoded: 'Die Codes ändern sich',
  recurrency: (currency) => `Die Währung wird ${currency}`,
};
