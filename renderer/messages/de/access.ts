import type { Messages } from '../en/index.ts';
import { counted } from './counting.ts';

const changes = (count: number) => counted(count, { one: 'Änderung', other: 'Änderungen' });

export const access: Messages['access'] = {
  title: 'Zugang',
  close: 'Schließen',
  name: 'Name hier',
  opens: 'Öffnet',
  may: 'Erlaubt',
  until: 'Gilt bis',
  ranOut: 'Abgelaufen',
  otherName: (user, profileUser) =>
    `Der Server kennt diesen Zugang als ${user}; diesen Namen tragen die Änderungen hier, nicht ${profileUser}.`,
  noCode:
    'Hier gibt es noch keinen Zugangscode. Verlangt der Server einen, kommt er von denen, die ihn betreiben.',
  code: 'Zugangscode',
  newCode: 'Neuer Zugangscode',
  stranded: (count, user, next) =>
    `${changes(count)}, hier von ${user} gemacht, ${count === 1 ? 'kann' : 'können'} nicht im Namen von ${next} hinausgehen. Was noch gebraucht wird, bitte zuerst in einer Datei sichern.`,
  saveUnsent: 'Nicht Gesendetes in einer Datei sichern',
  remove: 'Diesen Code entfernen …',
  removeForGood: 'Endgültig entfernen',
  save: 'Sichern',
  roles: {
    reader: 'Den Wagen ansehen',
    editor: 'Den Wagen ansehen und ändern',
    admin: 'Den Wagen ansehen, ändern und bestimmen, wer das noch darf',
  },
  everyCart: 'Jeden Wagen',
  thisCart: 'Diesen Wagen',
  anotherCart: (cart) => `Einen anderen Wagen, ${cart}`,
  isForAnother: (cart) => `Dieser Code ist für einen anderen Wagen: ${cart}.`,
  notACode: 'Das ist kein Zugangscode. Bitte ganz kopieren, vom ersten bis zum letzten Zeichen.',
  ranOutOn: (time) => `Dieser Code ist am ${time} abgelaufen.`,
  pasteHere: 'Hier einfügen',
  codeFor: 'Für',
  codeUntil: (time) => `, bis ${time}.`,
  keeping: {
    weak: 'Dieser Computer hat keinen Schlüsselbund für den Code. Er liegt im eigenen Ordner: Wer dessen Dateien lesen kann, kann ihn lesen.',
    memory: 'Der Code lässt sich auf diesem Computer gerade nicht speichern. Er wird beim Beenden vergessen.',
  },

  missing: 'Dieser Wagen braucht einen Zugangscode.',
  ended: 'Der Zugang zu diesem Wagen ist abgelaufen.',
  elsewhere: 'Der Zugangscode öffnet diesen Wagen nicht.',
  whatItGives: 'Mit ihm ist zu sehen, was die anderen hineinlegen, und sie sehen, was hier geschieht.',
  enterCode: 'Zugangscode eingeben',
  enterNewCode: 'Neuen Zugangscode eingeben',
  nothingMissing: 'Nichts fehlt: Alle haben, was hier geändert wurde.',
  keptSafe: (count) => `${changes(count)} auf diesem Computer sicher aufgehoben. Sonst hat sie niemand.`,
  keptSince: (when) =>
    `Was seit ${when} geändert wurde, ist auf diesem Computer sicher, aber sonst hat es niemand.`,
};
