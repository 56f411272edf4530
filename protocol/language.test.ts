import { describe, expect, it } from 'vitest';
import { countingWordsOf, languageOf } from './language.ts';

describe('languageOf', () => {
  it('speaks the language of the locale, wherever it is spoken', () => {
    expect(['de', 'de-AT', 'DE_ch', 'en-GB'].map(languageOf)).toEqual(['de', 'de', 'de', 'en']);
  });

  it('speaks English to everybody else', () => {
    expect(['fr-FR', '', 'C', 'den'].map(languageOf)).toEqual(['en', 'en', 'en', 'en']);
  });
});

describe('countingWordsOf', () => {
  it('takes the form that goes with the number, and writes the number as the language does', () => {
    const english = countingWordsOf('en');
    expect(english(1, { one: 'change', other: 'changes' })).toBe('1 change');
    expect(english(0, { one: 'change', other: 'changes' })).toBe('0 changes');
    expect(countingWordsOf('de')(12345, { one: 'Änderung', other: 'Änderungen' })).toBe('12.345 Änderungen');
  });
});
