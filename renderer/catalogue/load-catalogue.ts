import sample from '../../examples/catalogue/groceries.csv?raw';
import type { Currency } from '../../cart/currency.ts';
import { words } from '../messages/words.ts';
import type { Catalogue } from './catalogue.svelte.ts';
import { readCatalogue } from './read-catalogue.ts';

/** Puts the sample in the place of whatever is loaded; gives why not, in words. */
export async function loadSample(catalogue: Catalogue): Promise<string | null> {
  const reading = readCatalogue(sample, 'EUR' satisfies Currency);
  if (!reading.ok) throw new Error(reading.reason);
  return catalogue.replace(reading.products, words.catalogue.sampleFile);
}
