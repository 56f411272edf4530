import { countingWordsOf } from '../../../protocol/language.ts';

/** "3 products". */
export const counted = countingWordsOf('en');
