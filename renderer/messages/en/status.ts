import { counted } from './counting.ts';

const changes = (count: number) => counted(count, { one: 'change', other: 'changes' });
const theirs = (count: number) => (count === 1 ? 'its' : 'their');

/** Where the changes are, what is wrong when something is, and the ways out of it. */
export const status = {
  question: 'Where your changes are',
  isSaved: 'Is it saved here?',
  isShared: 'Does everyone have it?',
  canClose: 'Can I close the lid?',

  headline: {
    notSaved: 'Not being saved on this computer',
    savedHere: 'Saved on this computer',
    everyone: 'Everyone has everything',
    upToDate: 'Up to date',
    notAccepted: (count: number) => `${changes(count)} not accepted`,
    onTheWay: (count: number) => `${changes(count)} on ${theirs(count)} way`,
    waiting: (count: number) => `${changes(count)} waiting to be sent`,
    connecting: 'Getting in touch with the others',
    offline: 'Working offline',
    unreachable: 'The others cannot be reached right now',
    ended: 'Not connected any more',
    accessMissing: 'An access code is needed',
    accessEnded: 'Your access has ended',
    accessElsewhere: 'Another access code is needed',
    /** After what is wrong. */
    andKept: (headline: string, count: number) => `${headline} · ${changes(count)} kept on this computer`,
  },

  saved: {
    all: 'Everything is saved on this computer.',
    some: (count: number) => `${changes(count)} being saved on this computer.`,
    no: (why: string) => `No: ${why}`,
  },

  shared: {
    all: 'Everyone has it.',
    alone: 'This cart is on this computer only.',
    refused: (count: number) => `No: the server did not take ${changes(count)}.`,
    onTheWay: (count: number) => `Not yet: ${changes(count)} on the way.`,
    waiting: (count: number) => `Not yet: ${changes(count)} waiting to be sent.`,
    offlineAll: 'All of yours is. You are working offline, so what others change comes when you are back.',
    offline: (count: number) => `Not yet: ${changes(count)} will go when you are back online.`,
    unreachableAll: 'All of yours is. The others cannot be reached right now.',
    unreachable: (count: number) =>
      `Not yet: ${changes(count)} will go by themselves when the others can be reached.`,
    yours: 'All of yours is.',
    withCode: (count: number) => `Not yet: ${changes(count)} will go when there is a new access code.`,
    endedAll: 'All of yours is, but you are not connected any more.',
    ended: (count: number) => `${changes(count)} did not go out, and you are not connected any more.`,
  },

  closing: {
    yes: 'Yes.',
    nothingMissing: 'Yes. Nothing of yours is missing.',
    lost: 'Please wait: it would be lost.',
    moment: 'In a moment.',
    stays: 'Yes. It stays on this computer.',
    goesLater: 'Yes. It stays on this computer and goes out the next time you open the cart.',
  },

  /** What a change of this cart is, counted: what waits to be sent is listed so. */
  kinds: {
    add: (count: number) => counted(count, { one: 'product added', other: 'products added' }),
    quantity: (count: number) => counted(count, { one: 'quantity changed', other: 'quantities changed' }),
    removal: (count: number) => counted(count, { one: 'product taken out', other: 'products taken out' }),
    clear: (count: number) => counted(count, { one: 'time emptied', other: 'times emptied' }),
    price: (count: number) => counted(count, { one: 'price changed', other: 'prices changed' }),
    note: (count: number) => counted(count, { one: 'note written', other: 'notes written' }),
    later: (count: number) =>
      counted(count, { one: 'product put aside or back', other: 'products put aside or back' }),
    place: (count: number) => counted(count, { one: 'row moved', other: 'rows moved' }),
    cart: (count: number) =>
      counted(count, { one: 'change to the cart itself', other: 'changes to the cart itself' }),
    takenBack: (count: number) => counted(count, { one: 'step taken back', other: 'steps taken back' }),
    other: (count: number) => counted(count, { one: 'other change', other: 'other changes' }),
  },

  details: {
    title: 'Details',
    outbox: 'Waiting to be sent',
    nothingWaits: 'Nothing',
    since: (time: string) => `The oldest since ${time}.`,
    contact: 'Last in touch',
    noContact: 'Not yet',
    server: 'Server',
    noServer: 'None',
    storage: 'Space on this computer',
    thisCart: (size: string) => `This cart takes ${size}.`,
    allCarts: (used: string, free: string) => `All carts: ${used}. Room for ${free} more.`,
    kept: 'This computer keeps it until you delete it.',
    mayBeCleared: 'This computer may clear it when its disk runs low.',
    clock: 'Clock',
    clockRight: 'Agrees with the server’s',
    clockAhead: (time: string) => `${time} ahead of the server’s`,
    clockBehind: (time: string) => `${time} behind the server’s`,
    unknownYet: 'Not known until the server is reached',
    userHere: (user: string) => `You are here as ${user}.`,
    noCode: 'You are here without an access code.',
    access: 'Access…',
    saveUnsent: 'Save my unsent changes to a file',
  },

  offlineSwitch: 'Work offline',
  lookOnly: 'You can look at this cart, not change it.',

  /** How far a change has come. */
  stages: {
    local: 'Being saved on this computer',
    saved: 'Saved on this computer',
    sent: 'Sent',
    durable: 'Everyone has it',
  },

  storage: {
    title: 'Your changes are not being saved on this computer.',
    full: 'The disk is full. Free some space: your changes are kept open here and saved as soon as they fit.',
    failed: (detail: string) =>
      `Changes cannot be saved on this computer just now: its disk may be full or failing. They are kept open here and tried again. For whoever helps you: ${detail}`,
    saveCopy: 'Save a copy',
  },

  ended: {
    title: 'You are not connected any more.',
    stays: 'What you see stays on this computer.',
    unsentStays: 'What did not go out stays on this computer.',
    tryAgain: 'Try again',
  },

  clock: {
    title: 'The clock of this computer is wrong.',
    ahead: (time: string) => `It is ${time} ahead of the server’s.`,
    behind: (time: string) => `It is ${time} behind the server’s.`,
    corrected:
      'Your changes carry the server’s time, so nothing is lost and nothing is out of order. Please set the clock right all the same: without the server it cannot be corrected.',
  },

  newer: {
    title: 'Somebody here uses a newer version of Trolley.',
    kept: (count: number) =>
      `${changes(count)} of theirs ${count === 1 ? 'is' : 'are'} kept and passed on, but not shown here. A newer version on this computer shows ${count === 1 ? 'it' : 'them'}.`,
    putAway: 'Put this away',
  },

  otherServer: {
    title: 'This server is not one of Trolley’s, or an older one.',
    why: 'It passes changes on, but does not say what it has stored. So nothing is shown as safe with everyone.',
  },

  refused: {
    title: 'Something of yours was not accepted.',
    kept: 'It is safe on this computer, but nobody else has it.',
    putAway: 'Put this away',
    leaveOut: 'Leave it out…',
    leaveOutHow:
      'It is taken out of the cart on this computer, too, and then only in the file, if you saved one.',
    leaveOutForGood: 'Leave it out for good',
    keep: 'Keep it',
    otherName: (user: string) => `The server takes only what is done in the name of ${user}.`,
    clock:
      'It was done while the clock of this computer was wrong, and cannot take its place among the others’.',
    anew: 'Put it in again now',
    notAnew: 'It cannot be put in again by itself. Save it to a file, and leave it out.',
    notAnewBecause: (reason: string) => `It could not be put in again: ${reason}`,
    full: 'This cart is as large as the server allows. Start a new cart for what comes next.',
    tooMuch: (reason: string) => `It is more than the server allows: ${reason}.`,
  },

  connection: {
    accessMissing: 'This cart needs an access code.',
    accessEnded: 'Your access to this cart has ended.',
    accessElsewhere: 'Your access code does not open this cart.',
    tooFast: 'More was sent than the server takes from one person at once.',
    silent: 'The server has gone silent. Changes are kept here and sent when it answers.',
    notDurable: 'This server does not say what it has stored, so nothing is shown as safe with everyone.',
    storage: 'The server cannot store changes just now. They are kept here and sent again.',
    badUpdate: 'The server sent something that is not part of a cart. It was left out.',
    badFrame: 'The server sent something that this version of Trolley does not understand.',
    notUnderstood: 'The server did not understand this version of Trolley.',
    badName: 'The server does not take this name for a cart.',
    idle: 'The server waited too long for a sign-in.',
    tooLarge: 'A change was too large for the server.',
    draining: 'The server is restarting. Changes are kept here and sent when it is back.',
    tooSlow: 'The connection is too slow to keep up. It is tried again.',
    unreachable: 'The server does not answer. Changes are kept here and sent when it does.',
    neverMet: 'No Trolley server answers at this address. Changes are kept here and sent when one does.',
    ended: 'The server has ended the connection.',
  },

  opening: 'Opening the cart',
  failed: {
    title: 'This cart could not be opened',
    safe: 'Nothing in it was changed, and nothing will be until it can be read whole.',
    othersHaveIt: 'What you had sent is still with the others.',
    gone: 'What was saved on this computer is gone: something has cleared it, or the disk is failing.',
    damaged: 'What was saved on this computer is damaged.',
    gaps: 'A part of what was saved on this computer is missing.',
    closed: 'The place where this computer keeps carts does not open.',
    reason: (reason: string) => `For whoever helps you: ${reason}`,
    tryAgain: 'Try again',
    saveReadable: 'Save a copy of what can be read',
    startAgain: 'Start again…',
    startAgainHow:
      'This computer’s copy will be thrown away, with every change in it that was not sent. What the others have comes back as soon as they can be reached.',
    throwAway: 'Throw it away and start again',
    keep: 'Keep it',
  },
};
