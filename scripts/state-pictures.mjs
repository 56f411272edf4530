/** Copies the pictures of states that the end-to-end tests took to where the documents show them. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const from = join(root, 'test-results', 'screenshots');
const to = join(root, 'docs', 'images');
const scheme = process.argv.includes('--dark') ? 'dark' : 'light';
const ending = `-wide-${scheme}.png`;

const pictures = readdirSync(from).filter((name) => name.startsWith('state-') && name.endsWith(ending));
for (const name of pictures) copyFileSync(join(from, name), join(to, name.replace(ending, '.png')));
process.stdout.write(`${pictures.length} pictures copied to docs/images/\n`);
