import { languageOf, type Language } from '../../protocol/language.ts';
import { de } from './de/index.ts';
import { en, type Messages } from './en/index.ts';

const languages: Readonly<Record<Language, Messages>> = { en, de };

/** Chromium's locale, which the desktop sets; tests outside a browser have none. */
export const language: Language = languageOf(typeof navigator === 'undefined' ? 'en' : navigator.language);

/** Everything that the windows say, in the language of whoever looks at them. */
export const words: Messages = languages[language];
