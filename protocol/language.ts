import { lazily } from '../cart/lazily.ts';

/** The languages that Trolley speaks, by their ISO 639 codes. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The one of ours to speak to whoever has this locale, as in `de-AT`; English to all others. */
export function languageOf(locale: string): Language {
  const [spoken] = locale.toLowerCase().split(/[-_]/);
  return languages.find((language) => language === spoken) ?? 'en';
}

/** What is said of one thing, and of several, in the forms that languages have for it. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** "3 products": the number as the language writes it, with the form that goes with it. */
export type CountingWords = (count: number, forms: PluralForms) => string;

export function countingWordsOf(language: Language): CountingWords {
  const rules = lazily(() => new Intl.PluralRules(language));
  const numbers = lazily(() => new Intl.NumberFormat(language));
  return (count, forms) => `${numbers().format(count)} ${forms[rules().select(count)] ?? forms.other}`;
}
