import type { Messages } from '../en/index.ts';
import { counted } from './counting.ts';

const changes = (count: number) => counted(count, { one: 'Änderung', other: 'Änderungen' });

export const status: Messages['status'] = {
  question: 'Wo die Änderungen sind',
  isSaved: 'Ist es hier gespeichert?',
  isShared: 'Haben es alle?',
  canClose: 'Kann ich den Deckel zuklappen?',

  headline: {
    notSaved: 'Wird auf diesem Computer nicht gespeichert',
    savedHere: 'Auf diesem Computer gespeichert',
    everyone: 'Alle haben alles',
    upToDate: 'Auf dem neuesten Stand',
    notAccepted: (count) => `${changes(count)} nicht angenommen`,
    onTheWay: (count) => `${changes(count)} unterwegs`,
    waiting: (count) => `${changes(count)} noch zu senden`,
    connecting: 'Verbindung zu den anderen wird aufgebaut',
    offline: 'Offline',
    unreachable: 'Die anderen sind gerade nicht erreichbar',
    ended: 'Nicht mehr verbunden',
    accessMissing: 'Ein Zugangscode ist nötig',
    accessEnded: 'Der Zugang ist abgelaufen',
    accessElsewhere: 'Ein anderer Zugangscode ist nötig',
    andKept: (headline, count) => `${headline} · ${changes(count)} auf diesem Computer aufgehoben`,
  },

  saved: {
    all: 'Alles ist auf diesem Computer gespeichert.',
    some: (count) =>
      `${changes(count)} ${count === 1 ? 'wird' : 'werden'} gerade auf diesem Computer gespeichert.`,
    no: (why) => `Nein: ${why}`,
  },

  shared: {
    all: 'Alle haben es.',
    alone: 'Diesen Wagen gibt es nur auf diesem Computer.',
    refused: (count) => `Nein: Der Server hat ${changes(count)} nicht angenommen.`,
    onTheWay: (count) => `Noch nicht: ${changes(count)} unterwegs.`,
    waiting: (count) => `Noch nicht: ${changes(count)} noch zu senden.`,
    offlineAll: 'Alles von hier, ja. Was andere ändern, kommt nach der Rückkehr ins Netz.',
    offline: (count) => `Noch nicht: ${changes(count)} gehen hinaus, sobald wieder online gearbeitet wird.`,
    unreachableAll: 'Alles von hier, ja. Die anderen sind gerade nicht erreichbar.',
    unreachable: (count) =>
      `Noch nicht: ${changes(count)} gehen von selbst hinaus, sobald die anderen erreichbar sind.`,
    yours: 'Alles von hier, ja.',
    withCode: (count) =>
      `Noch nicht: ${changes(count)} gehen hinaus, sobald es einen neuen Zugangscode gibt.`,
    endedAll: 'Alles von hier, ja; aber die Verbindung ist beendet.',
    ended: (count) => `${changes(count)} nicht gesendet, und die Verbindung ist beendet.`,
  },

  closing: {
    yes: 'Ja.',
    nothingMissing: 'Ja. Nichts von hier fehlt.',
    lost: 'Bitte warten: Es ginge verloren.',
    moment: 'Gleich.',
    stays: 'Ja. Es bleibt auf diesem Computer.',
    goesLater:
      'Ja. Es bleibt auf diesem Computer und geht hinaus, wenn der Wagen das nächste Mal geöffnet wird.',
  },

  kinds: {
    add: (count) => counted(count, { one: 'Produkt hinzugefügt', other: 'Produkte hinzugefügt' }),
    quantity: (count) => counted(count, { one: 'Menge geändert', other: 'Mengen geändert' }),
    removal: (count) => counted(count, { one: 'Produkt herausgenommen', other: 'Produkte herausgenommen' }),
    clear: (count) => `${counted(count, { other: 'Mal' })} geleert`,
    price: (count) => counted(count, { one: 'Preis geändert', other: 'Preise geändert' }),
    note: (count) => counted(count, { one: 'Notiz geschrieben', other: 'Notizen geschrieben' }),
    later: (count) =>
      counted(count, { one: 'Produkt zurückgelegt oder geholt', other: 'Produkte zurückgelegt oder geholt' }),
    place: (count) => counted(count, { one: 'Zeile verschoben', other: 'Zeilen verschoben' }),
    cart: (count) => counted(count, { one: 'Änderung am Wagen selbst', other: 'Änderungen am Wagen selbst' }),
    takenBack: (count) => counted(count, { one: 'Schritt zurückgenommen', other: 'Schritte zurückgenommen' }),
    other: (count) => counted(count, { one: 'andere Änderung', other: 'andere Änderungen' }),
  },

  details: {
    title: 'Einzelheiten',
    outbox: 'Noch zu senden',
    nothingWaits: 'Nichts',
    since: (time) => `Das Älteste seit ${time}.`,
    contact: 'Zuletzt verbunden',
    noContact: 'Noch nicht',
    server: 'Server',
    noServer: 'Keiner',
    storage: 'Platz auf diesem Computer',
    thisCart: (size) => `Dieser Wagen belegt ${size}.`,
    allCarts: (used, free) => `Alle Wagen: ${used}. Platz für weitere ${free}.`,
    kept: 'Dieser Computer behält es, bis es gelöscht wird.',
    mayBeCleared: 'Dieser Computer könnte es löschen, wenn die Festplatte voll wird.',
    clock: 'Uhr',
    clockRight: 'Stimmt mit der des Servers überein',
    clockAhead: (time) => `Geht ${time} gegenüber dem Server vor`,
    clockBehind: (time) => `Geht ${time} gegenüber dem Server nach`,
    unknownYet: 'Erst bekannt, wenn der Server erreicht ist',
    userHere: (user) => `Angemeldet als ${user}.`,
    noCode: 'Ohne Zugangscode hier.',
    access: 'Zugang …',
    saveUnsent: 'Nicht Gesendetes in einer Datei sichern',
  },

  offlineSwitch: 'Offline arbeiten',
  lookOnly: 'Dieser Wagen lässt sich hier ansehen, aber nicht ändern.',

  stages: {
    local: 'Wird auf diesem Computer gespeichert',
    saved: 'Auf diesem Computer gespeichert',
    sent: 'Gesendet',
    durable: 'Alle haben es',
  },

  storage: {
    title: 'Die Änderungen werden auf diesem Computer nicht gespeichert.',
    full: 'Die Festplatte ist voll. Bitte Platz schaffen: Die Änderungen bleiben hier offen und werden gespeichert, sobald sie hineinpassen.',
    failed: (detail) =>
      `Änderungen lassen sich auf diesem Computer gerade nicht speichern: Vielleicht ist die Festplatte voll oder lässt nach. Sie bleiben hier offen, und es wird weiter versucht. Für alle, die helfen: ${detail}`,
    saveCopy: 'Kopie sichern',
  },

  ended: {
    title: 'Die Verbindung ist beendet.',
    stays: 'Was hier zu sehen ist, bleibt auf diesem Computer.',
    unsentStays: 'Was nicht gesendet wurde, bleibt auf diesem Computer.',
    tryAgain: 'Noch einmal versuchen',
  },

  clock: {
    title: 'Die Uhr dieses Computers geht falsch.',
    ahead: (time) => `Sie geht ${time} vor.`,
    behind: (time) => `Sie geht ${time} nach.`,
    corrected:
      'Die Änderungen tragen die Zeit des Servers: Nichts geht verloren, nichts gerät durcheinander. Bitte die Uhr trotzdem stellen: Ohne den Server lässt sie sich nicht berichtigen.',
  },

  newer: {
    title: 'Jemand hier benutzt eine neuere Version von Trolley.',
    kept: (count) =>
      count === 1
        ? '1 Änderung davon wird aufgehoben und weitergegeben, ist hier aber nicht zu sehen. Eine neuere Version auf diesem Computer zeigt sie.'
        : `${changes(count)} davon werden aufgehoben und weitergegeben, sind hier aber nicht zu sehen. Eine neuere Version auf diesem Computer zeigt sie.`,
    putAway: 'Ausblenden',
  },

  otherServer: {
    title: 'Dieser Server gehört nicht zu Trolley oder ist älter.',
    why: 'Er gibt Änderungen weiter, sagt aber nicht, was er gespeichert hat. Darum gilt hier nichts als sicher bei allen.',
  },

  refused: {
    title: 'Etwas von hier wurde nicht angenommen.',
    kept: 'Es ist auf diesem Computer sicher, aber sonst hat es niemand.',
    putAway: 'Ausblenden',
    leaveOut: 'Weglassen …',
    leaveOutHow:
      'Es verschwindet auch auf diesem Computer aus dem Wagen und steht dann nur noch in der Datei, falls eine gesichert wurde.',
    leaveOutForGood: 'Endgültig weglassen',
    keep: 'Behalten',
    otherName: (user) => `Der Server nimmt nur an, was im Namen von ${user} geschieht.`,
    clock:
      'Es entstand, während die Uhr dieses Computers falsch ging, und findet unter den Änderungen der anderen keinen Platz.',
    anew: 'Jetzt noch einmal hineinlegen',
    notAnew:
      'Es lässt sich nicht von selbst noch einmal hineinlegen. Bitte in einer Datei sichern und weglassen.',
    notAnewBecause: (reason) => `Es ließ sich nicht noch einmal hineinlegen: ${reason}`,
    full: 'Dieser Wagen ist so groß, wie der Server es erlaubt. Für alles Weitere bitte einen neuen Wagen anlegen.',
    tooMuch: (reason) => `Es ist mehr, als der Server erlaubt: ${reason}.`,
  },

  connection: {
    accessMissing: 'Dieser Wagen braucht einen Zugangscode.',
    accessEnded: 'Der Zugang zu diesem Wagen ist abgelaufen.',
    accessElsewhere: 'Der Zugangscode öffnet diesen Wagen nicht.',
    tooFast: 'Es wurde mehr gesendet, als der Server von einer Person auf einmal annimmt.',
    silent: 'Der Server ist verstummt. Änderungen bleiben hier und werden gesendet, sobald er antwortet.',
    notDurable: 'Dieser Server sagt nicht, was er gespeichert hat; darum gilt nichts als sicher bei allen.',
    storage:
      'Der Server kann gerade nichts speichern. Änderungen bleiben hier und werden noch einmal gesendet.',
    badUpdate: 'Der Server hat etwas geschickt, das nicht zu einem Wagen gehört. Es wurde weggelassen.',
    badFrame: 'Der Server hat etwas geschickt, das diese Version von Trolley nicht versteht.',
    notUnderstood: 'Der Server hat diese Version von Trolley nicht verstanden.',
    badName: 'Der Server nimmt diesen Namen für einen Wagen nicht an.',
    idle: 'Der Server hat zu lange auf eine Anmeldung gewartet.',
    tooLarge: 'Eine Änderung war zu groß für den Server.',
    draining: 'Der Server startet neu. Änderungen bleiben hier und werden gesendet, sobald er zurück ist.',
    tooSlow: 'Die Verbindung ist zu langsam. Sie wird neu aufgebaut.',
    unreachable:
      'Der Server antwortet nicht. Änderungen bleiben hier und werden gesendet, sobald er antwortet.',
    neverMet:
      'Unter dieser Adresse antwortet kein Trolley-Server. Änderungen bleiben hier und werden gesendet, sobald einer antwortet.',
    ended: 'Der Server hat die Verbindung beendet.',
  },

  opening: 'Der Wagen wird geöffnet',
  failed: {
    title: 'Dieser Wagen ließ sich nicht öffnen',
    safe: 'Nichts darin wurde geändert, und nichts wird geändert, bis er sich ganz lesen lässt.',
    othersHaveIt: 'Was gesendet war, haben die anderen noch.',
    gone: 'Was auf diesem Computer gespeichert war, ist weg: Etwas hat es gelöscht, oder die Festplatte lässt nach.',
    damaged: 'Was auf diesem Computer gespeichert war, ist beschädigt.',
    gaps: 'Ein Teil dessen, was auf diesem Computer gespeichert war, fehlt.',
    closed: 'Der Ort, an dem dieser Computer die Wagen aufhebt, lässt sich nicht öffnen.',
    reason: (reason) => `Für alle, die helfen: ${reason}`,
    tryAgain: 'Noch einmal versuchen',
    saveReadable: 'Kopie des Lesbaren sichern',
    startAgain: 'Neu beginnen …',
    startAgainHow:
      'Die Kopie auf diesem Computer wird weggeworfen, mit jeder Änderung darin, die nicht gesendet war. Was die anderen haben, kommt zurück, sobald sie erreichbar sind.',
    throwAway: 'Wegwerfen und neu beginnen',
    keep: 'Behalten',
  },
};
