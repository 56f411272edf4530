import { counted } from './counting.ts';

const changes = (count: number) => counted(count, { one: 'change', other: 'changes' });

/** Who may be at a cart: codes, what they open, and what becomes of changes without one. */
export const access = {
  title: 'Access',
  close: 'Close',
  name: 'Your name here',
  opens: 'It opens',
  may: 'You may',
  until: 'Until',
  ranOut: 'Ran out',
  otherName: (user: string, profileUser: string) =>
    `The server knows you as ${user}, so that is the name your changes carry here, not ${profileUser}.`,
  noCode: 'There is no access code here yet. If the server asks for one, whoever runs it can give it to you.',
  code: 'Access code',
  newCode: 'New access code',
  stranded: (count: number, user: string, next: string) =>
    `${changes(count)} made here by ${user} cannot go out in the name of ${next}. Save what you still need to a file first.`,
  saveUnsent: 'Save my unsent changes to a file',
  remove: 'Remove this code…',
  removeForGood: 'Remove it for good',
  save: 'Save',
  roles: {
    reader: 'Look at the cart',
    editor: 'Look at the cart and change it',
    admin: 'Look at the cart, change it, and say who else may',
  },
  everyCart: 'Every cart',
  thisCart: 'This cart',
  anotherCart: (cart: string) => `Another cart, ${cart}`,
  isForAnother: (cart: string) => `This code is for another cart: ${cart}.`,
  notACode: 'This is not an access code. Copy all of it, from its first letter to its last.',
  ranOutOn: (time: string) => `This code ran out on ${time}.`,
  pasteHere: 'Paste it here',
  /** Whom a code is for, which stands out, and what is said before and after. */
  codeFor: 'For',
  codeUntil: (time: string) => `, until ${time}.`,
  keeping: {
    weak: 'This computer has no keyring to lock the code away in. It is kept in your own folder, where whoever can read your files can read it.',
    memory: 'The code cannot be stored on this computer just now. It is forgotten when you quit.',
  },

  missing: 'This cart needs an access code.',
  ended: 'Your access to this cart has ended.',
  elsewhere: 'Your access code does not open this cart.',
  whatItGives: 'With it you see what the others put in, and they see what you do.',
  enterCode: 'Enter an access code',
  enterNewCode: 'Enter a new access code',
  nothingMissing: 'Nothing of yours is missing: everyone has what you changed.',
  keptSafe: (count: number) => `${changes(count)} kept safe on this computer. Nobody else has it.`,
  keptSince: (when: string) =>
    `What you changed since ${when} is safe on this computer, but nobody else has it.`,
};
