import type { Messages } from '../en/index.ts';
import { counted } from './counting.ts';

const changes = (count: number) => counted(count, { one: 'Änderung', other: 'Änderungen' });

export const home: Messages['home'] = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  notNow: 'Jetzt nicht',

  newTitle: 'Neuer Wagen',
  newFrom: (name) => `Neuer Wagen aus ${name}`,
  name: 'Name',
  namePlaceholder: 'Wocheneinkauf, Station 3, Freitag …',
  where: 'Wo er liegt',
  whereServer: (server) => `Hier und auf ${server}, zum Teilen`,
  whereHere: 'Nur auf diesem Computer; teilen geht auch später',
  create: 'Anlegen',
  nameTooLong: 'Der Name ist zu lang.',

  joinTitle: 'Einem Wagen beitreten',
  joinField: 'Link oder Code',
  joinPlaceholder: 'trolley://join/… oder xk4m-93fd-q7np',
  joinHint: 'Wer einen Wagen teilt, findet beides unter „Teilen“.',
  joinUnreadable: 'Das ist weder ein Link zu einem Wagen noch ein Code. Bitte vollständig kopieren.',
  serverField: 'Server',
  serverPlaceholder: 'relay.example:4444',
  serverNeeded:
    'Ein Code sagt, welcher Wagen, aber nicht, wo er liegt. Wer ihn teilt, kennt den Server oder hat den Link.',
  serverUnreadable: 'Das ist keine Adresse eines Servers.',
  joinAsked: 'Über einen Link soll Trolley diesem Wagen beitreten. Bisher wurde nichts kontaktiert.',
  joinCart: 'Wagen',
  joinServer: 'Server',
  otherServer: (own) =>
    `Das ist nicht der sonst verwendete Server ${own}. Nur beitreten, wenn klar ist, von wem das kommt.`,
  readable:
    'Die Verbindung ist unverschlüsselt: Wer unterwegs mitliest, sieht den Inhalt und kann ihn verändern.',
  isHere: (name) => `Dieser Wagen ist schon da: ${name}.`,
  isTaken: (name, where) =>
    `Unter diesem Code gibt es hier einen anderen Wagen: ${name}, ${where}. Die beiden lassen sich nicht vermischen. Erst den eigenen endgültig löschen oder um einen anderen Wagen bitten.`,
  joinButton: 'Beitreten',
  openIt: 'Öffnen',

  shareTitle: (name) => `${name} teilen`,
  shareText: 'Wer den Link hat, kann beitreten, braucht dazu aber Trolley und Zugang zum Server.',
  link: 'Link',
  copyLink: 'Link kopieren',
  code: 'Code zum Weitersagen',
  copyCode: 'Code kopieren',
  copy: 'Kopieren',
  copied: 'Kopiert',
  codeHint: (server) => `Für alle, die ${server} schon verwenden.`,
  noServer: 'Dieser Wagen liegt nur auf diesem Computer; noch kommt niemand sonst heran.',
  connectText: 'Mit einem Server verbunden, liegt der Inhalt auch dort.',
  connect: 'Verbinden',
  connectTaken:
    'Hat der Server schon einen Wagen unter diesem Code, werden beide zusammengelegt. Verloren geht dabei nichts.',

  deleteTitle: (name) => `${name} endgültig löschen?`,
  deleteText: 'Die Kopie auf diesem Computer wird gelöscht, mitsamt dem Verlauf.',
  othersKeep: (server) =>
    `Alle anderen behalten ihre, und auf ${server} bleibt er liegen: Ein erneuter Beitritt holt ihn zurück.`,
  nobodyElse: 'Niemand sonst hat diesen Wagen. Er lässt sich nicht zurückholen.',
  unsentFirst: (count) =>
    `${changes(count)} darin ${count === 1 ? 'liegt' : 'liegen'} nur auf diesem Computer und ${count === 1 ? 'ginge' : 'gingen'} verloren.`,
  unreadable:
    'Der Inhalt lässt sich auf diesem Computer nicht lesen; ob die anderen alles davon haben, ist nicht festzustellen.',
  saveFirst: 'Kopie in einer Datei sichern …',
  saved: 'Gesichert',
  notSaved: (reason) => `Das Sichern ging nicht: ${reason}`,
  doNotNeed: 'Sie werden nicht gebraucht',
  doNotNeedIt: 'Er wird nicht gebraucht',
  deleteButton: 'Endgültig löschen',
  isOpenElsewhere: (name) => `${name} ist noch in einem anderen Fenster offen. Dort bitte erst schließen.`,
  notDeleted: (name, reason) => `${name} konnte nicht gelöscht werden: ${reason}`,
  emptyTitle: (count) => `${counted(count, { one: 'Wagen', other: 'Wagen' })} endgültig löschen?`,
  emptyText:
    'Ihre Kopien auf diesem Computer werden gelöscht, mitsamt dem Verlauf. Was andere haben, behalten sie.',
  emptyUnsent: (carts) =>
    carts === 1
      ? 'Einer davon hat Änderungen, die nur auf diesem Computer liegen. Sie gingen verloren.'
      : `${carts} davon haben Änderungen, die nur auf diesem Computer liegen. Sie gingen verloren.`,
  emptyCount: (count) => `${count} eintippen, wenn wirklich alle gemeint sind`,

  aboutTitle: 'Über Trolley',
  aboutText: 'Ein Wagen, den mehrere gleichzeitig füllen, mit Netz und ohne.',
  version: 'Version',
  electron: 'Electron',
  chromium: 'Chromium',
  licences: 'Entstanden mit',
  findLicence: 'Paket oder Lizenz suchen',
  licencesFound: (count) => counted(count, { one: 'Paket', other: 'Pakete' }),
  noLicences: 'Die Liste der Lizenzen liegt der verpackten App bei.',
  noLicenceFound: 'Nichts unter diesem Namen.',
  noLicenceText: 'Der Text liegt nicht bei.',
};
