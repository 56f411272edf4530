import { countingWordsOf } from '../../../protocol/language.ts';

/** "3 Produkte". */
export const counted = countingWordsOf('de');
