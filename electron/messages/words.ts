import { app } from 'electron';
import { languageOf, type Language } from '../../protocol/language.ts';
import { de } from './de.ts';
import { en, type DesktopWords } from './en.ts';

const catalogue: Readonly<Record<Language, DesktopWords>> = { en, de };

/** Everything that menus and dialogs say, in the language of whoever uses them. When the app is ready. */
export const words = (): DesktopWords => catalogue[languageOf(app.getLocale())];
