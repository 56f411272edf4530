import { counted } from './counting.ts';

const changes = (count: number) => counted(count, { one: 'change', other: 'changes' });

/** What opens over the list of carts, and over a cart: making, joining, sharing, deleting, and about Trolley. */
export const home = {
  close: 'Close',
  cancel: 'Cancel',
  notNow: 'Not now',

  newTitle: 'New cart',
  newFrom: (name: string) => `New cart from ${name}`,
  name: 'Name',
  namePlaceholder: 'Groceries, Ward 3, Friday…',
  where: 'Where it is kept',
  whereServer: (server: string) => `Here and on ${server}, to be shared`,
  whereHere: 'On this computer only; it can be shared later',
  create: 'Create it',
  nameTooLong: 'That name is too long.',

  joinTitle: 'Join a cart',
  joinField: 'Link or code',
  joinPlaceholder: 'trolley://join/… or xk4m-93fd-q7np',
  joinHint: 'Whoever shares a cart finds both under “Share”.',
  joinUnreadable: 'This is neither a link to a cart nor a code. Copy all of it.',
  serverField: 'Server',
  serverPlaceholder: 'relay.example:4444',
  serverNeeded:
    'A code says which cart, not where it is. Ask whoever shares it for the server, or for the link.',
  serverUnreadable: 'This is not the address of a server.',
  joinAsked: 'A link asks Trolley to join this cart. Nothing has been contacted yet.',
  joinCart: 'Cart',
  joinServer: 'Server',
  otherServer: (own: string) =>
    `This is not the server that you use otherwise, which is ${own}. Join only if you know who sent this.`,
  readable: 'The connection is not encrypted: whoever is on the way can read and change what you put in.',
  isHere: (name: string) => `You have this cart: ${name}.`,
  isTaken: (name: string, where: string) =>
    `You have another cart by this code: ${name}, ${where}. The two cannot be mixed. Delete yours for good first, or ask for another cart.`,
  joinButton: 'Join',
  openIt: 'Open it',

  shareTitle: (name: string) => `Share ${name}`,
  shareText: 'Everyone with the link can ask to join. They need Trolley, and access to the server.',
  link: 'Link',
  copyLink: 'Copy the link',
  code: 'Code to tell',
  copyCode: 'Copy the code',
  copy: 'Copy',
  copied: 'Copied',
  codeHint: (server: string) => `For people who already use ${server}.`,
  noServer: 'This cart is on this computer only, so nobody else can get at it yet.',
  connectText: 'Connect it to a server, and what is in it goes there.',
  connect: 'Connect it',
  connectTaken:
    'If the server has a cart by this code already, both are put together. Nothing that is in either gets lost.',

  deleteTitle: (name: string) => `Delete ${name} for good?`,
  deleteText: 'The copy on this computer goes, and its history with it.',
  othersKeep: (server: string) =>
    `Others who have it keep theirs, and it stays on ${server}: join it again to get it back.`,
  nobodyElse: 'Nobody else has this cart. It cannot be brought back.',
  unsentFirst: (count: number) =>
    `${changes(count)} in it ${count === 1 ? 'is' : 'are'} on this computer only and would be lost.`,
  unreadable:
    'What is in it cannot be read on this computer, so nobody can tell whether others have all of it.',
  saveFirst: 'Save a copy to a file…',
  saved: 'Saved',
  notSaved: (reason: string) => `It could not be saved: ${reason}`,
  doNotNeed: 'I do not need them',
  doNotNeedIt: 'I do not need it',
  deleteButton: 'Delete for good',
  isOpenElsewhere: (name: string) => `${name} is still open in another window. Close it there first.`,
  notDeleted: (name: string, reason: string) => `${name} could not be deleted: ${reason}`,
  emptyTitle: (count: number) => `Delete ${counted(count, { one: 'cart', other: 'carts' })} for good?`,
  emptyText:
    'Their copies on this computer go, and their histories with them. What others have stays with them.',
  emptyUnsent: (carts: number) =>
    carts === 1
      ? 'One of them has changes that are on this computer only. They would be lost.'
      : `${carts} of them have changes that are on this computer only. They would be lost.`,
  emptyCount: (count: number) => `Type ${count} to say that you mean all of them`,

  aboutTitle: 'About Trolley',
  aboutText: 'A cart that several people fill at once, with or without a network.',
  version: 'Version',
  electron: 'Electron',
  chromium: 'Chromium',
  licences: 'Made with',
  findLicence: 'Find a package or a licence',
  licencesFound: (count: number) => counted(count, { one: 'package', other: 'packages' }),
  noLicences: 'The list of licences comes with the packaged app.',
  noLicenceFound: 'Nothing by that name.',
  noLicenceText: 'Its text is not included.',
};
