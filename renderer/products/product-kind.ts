import { wordsOf } from '../shared/fold-text.ts';
import { categoryWords, headEnds, productWords } from './kind-words.ts';

/** Where in a shop a product stands; each has a tint of its own, see `styles/tiles.css`. */
export type Family =
  | 'fresh'
  | 'dairy'
  | 'bakery'
  | 'meat'
  | 'pantry'
  | 'sweet'
  | 'drink'
  | 'frozen'
  | 'house'
  | 'care'
  | 'family'
  | 'other';

/** What a product is, as far as there is a picture for it. */
export type Kind = keyof typeof familyOfKind;

const familyOfKind = {
  ...{ apple: 'fresh', banana: 'fresh', citrus: 'fresh', berry: 'fresh', grape: 'fresh', carrot: 'fresh' },
  ...{ greens: 'fresh', vegetable: 'fresh', flower: 'fresh' },
  ...{ milk: 'dairy', egg: 'dairy', yoghurt: 'dairy' },
  ...{ bread: 'bakery', pastry: 'bakery', cake: 'bakery', sandwich: 'bakery' },
  ...{ meat: 'meat', ham: 'meat', poultry: 'meat', fish: 'meat', seafood: 'meat', plant: 'meat' },
  ...{ grain: 'pantry', pot: 'pantry', soup: 'pantry', bean: 'pantry', oil: 'pantry', spice: 'pantry' },
  ...{ jar: 'pantry' },
  ...{ candy: 'sweet', cookie: 'sweet', nut: 'sweet', popcorn: 'sweet' },
  ...{ water: 'drink', soda: 'drink', coffee: 'drink', beer: 'drink', wine: 'drink', spirit: 'drink' },
  ...{ cold: 'frozen', pizza: 'frozen', 'ice-cream': 'frozen' },
  ...{ cleaner: 'house', laundry: 'house', paper: 'house', bag: 'house', brush: 'house', battery: 'house' },
  ...{ light: 'house', candle: 'house', household: 'house' },
  ...{ tooth: 'care', soap: 'care', bath: 'care', bandage: 'care', pill: 'care' },
  ...{ baby: 'family', pet: 'family', cat: 'family', dog: 'family' },
} as const satisfies Readonly<Record<string, Family>>;

/** What stands for a product in a list; `kind` is `null` where only its first letter can. */
export interface ProductPicture {
  readonly kind: Kind | null;
  readonly family: Family;
}

/** So many are remembered; a list shows far fewer at a time. */
const MAX_REMEMBERED = 5_000;
const remembered = new Map<string, ProductPicture>();

/**
 * The picture for a product: the category says the family, the words of the name say what it is in there.
 *
 * Without a category that is known, the name says both. It costs next to nothing the second time.
 */
export function pictureOf(name: string, category = ''): ProductPicture {
  const key = `${category}\n${name}`;
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const picture = findPicture(name, category);
  remembered.set(key, picture);
  return picture;
}

function findPicture(name: string, category: string): ProductPicture {
  const kinds = kindsIn(name);
  const shelf = wordsOf(category)
    .map((word) => entryOf(word, categoryWords))
    .find((found) => found !== undefined);
  if (!shelf) {
    const kind = kinds.at(-1) ?? null;
    return { kind, family: kind === null ? 'other' : familyOfKind[kind] };
  }
  const { family, kind } = shelf;
  const fitting = kinds.filter((one) => familyOfKind[one] === family && one !== kind);
  // Everything can be frozen; elsewhere a word from another shelf is a flavour, as in "Crisps paprika".
  const other = family === 'frozen' ? kinds.filter((one) => one !== kind) : [];
  return { kind: fitting.at(-1) ?? other.at(-1) ?? kind, family };
}

/** What the words before the amount stand for, in order; what it is comes last, as in "Milk chocolate 100 g". */
function kindsIn(name: string): readonly Kind[] {
  const words = wordsOf(name);
  const kinds: Kind[] = [];
  for (const [index, word] of words.entries()) {
    if (kinds.length > 0 && (headEnds.has(word) || /^\p{N}/u.test(word))) break;
    const pair = productWords.get(`${words[index - 1] ?? ''} ${singular(word)}`);
    // Two words that mean something together say nothing alone: "peanut butter".
    if (pair) kinds.splice(-1, 1);
    const kind = pair ?? entryOf(word, productWords);
    if (kind) kinds.push(kind);
  }
  return kinds;
}

/** Shorter ones are found as whole words only: "eis" is the end of "Reis". */
const SHORTEST_END = 4;

/** The entry for a word, its plural, or else for the longest end of it: "Vollkornbrot" is a "Brot". */
function entryOf<Value>(word: string, entries: ReadonlyMap<string, Value>): Value | undefined {
  const forms = [
    word,
    singular(word),
    word.replace(/n$/, ''),
    word.replace(/en$/, ''),
    word.replace(/e$/, ''),
  ];
  for (let start = 0; start === 0 || word.length - start >= SHORTEST_END; start += 1) {
    for (const form of forms) {
      const end = form.slice(start);
      const found = start > 0 && end.length < SHORTEST_END ? undefined : entries.get(end);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const singular = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|ss|x|to)es$/, '$1')
    .replace(/([^s])s$/, '$1');

/** The letter that stands for a product without a picture; a dot for a name without any. */
export const letterOf = (name: string): string => /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? '·';
