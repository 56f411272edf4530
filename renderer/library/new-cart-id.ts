import type { CartId, RandomBytes } from '../../cart/ids.ts';

/** Letters and digits that nobody takes for one another, read aloud or written by hand. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 3;
const GROUP = 4;

/** Bytes from here on are drawn again, so that every letter is as likely. */
const LIMIT = 256 - (256 % LETTERS.length);

/** A name for a new cart, as `xk4m-93fd-q7np`: 58 random bits, and the code that people tell each other. */
export function newCartId(randomBytes: RandomBytes): CartId {
  let letters = '';
  while (letters.length < GROUPS * GROUP) {
    for (const byte of randomBytes(GROUPS * GROUP - letters.length)) {
      if (byte < LIMIT) letters += LETTERS.charAt(byte % LETTERS.length);
    }
  }
  return (letters.match(/.{4}/g) ?? []).join('-') as CartId;
}

const codePattern = new RegExp(`^[${LETTERS}]{${GROUP}}([ -]?[${LETTERS}]{${GROUP}}){${GROUPS - 1}}$`, 'i');

/** Such a code as somebody typed it, in capitals or with spaces, say; `null` for any other text. */
export function readCartCode(text: string): CartId | null {
  if (!codePattern.test(text.trim())) return null;
  const letters = text.toLowerCase().replace(/[ -]/g, '');
  return (letters.trim().match(/.{4}/g) ?? []).join('-') as CartId;
}
