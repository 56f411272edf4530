/** Text as it is compared in a search: "Crème", "creme" and "CRÈME" are one, and so are "Süß" and "suss". */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l');

/** Its words, folded. Numbers are words of their own, with their decimals: "1.5l" is "1.5" and "l". */
export const wordsOf = (text: string): readonly string[] =>
  foldText(text).match(/\p{N}+(?:[.,]\p{N}+)?|\p{L}+/gu) ?? [];
