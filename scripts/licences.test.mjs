import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collectLicences, packageOf } from './licences.mjs';

describe('the package of a bundled file', () => {
  it.each([
    ['/src/trolley/node_modules/svelte/src/index.js', 'node_modules/svelte'],
    [
      '/src/trolley/node_modules/@lucide/svelte/dist/icons/x.svelte?svelte&type=style',
      'node_modules/@lucide/svelte',
    ],
    ['\0/src/node_modules/a/node_modules/b/index.js', 'node_modules/a/node_modules/b'],
    ['/src/trolley/cart/fold.ts', undefined],
  ])('of %s is %s', (file, directory) => {
    expect(packageOf(file)).toBe(directory);
  });
});

describe('licences', () => {
  const lock = {
    'node_modules/shipped': {},
    'node_modules/tool': { dev: true },
    'node_modules/elsewhere': { optional: true },
  };

  it('are those of what is shipped or bundled, each once, with its text', () => {
    const root = project({
      'package-lock.json': JSON.stringify({ packages: { '': {}, ...lock } }),
      'node_modules/shipped/package.json': manifest('shipped'),
      'node_modules/shipped/LICENCE.txt': 'You may.',
      'node_modules/tool/package.json': manifest('tool'),
      'node_modules/drawn/package.json': manifest('drawn', 'ISC'),
      'node_modules/drawn/LICENSE': 'You may draw.',
    });
    expect(collectLicences(root, new Set(['node_modules/drawn', 'node_modules/shipped']))).toEqual([
      { name: 'drawn', version: '1.2.3', licence: 'ISC', text: 'You may draw.' },
      { name: 'shipped', version: '1.2.3', licence: 'MIT', text: 'You may.' },
    ]);
  });

  it('without a text fail the build, which says whose', () => {
    const root = project({
      'package-lock.json': JSON.stringify({ packages: { '': {}, ...lock } }),
      'node_modules/shipped/package.json': manifest('shipped'),
      'node_modules/shipped/readme.md': '# shipped\n\n## License\n\nMIT',
    });
    expect(() => collectLicences(root, new Set())).toThrow('no licence text for shipped (MIT)');
  });

  it('may stand in the read-me', () => {
    const root = project({
      'package-lock.json': JSON.stringify({ packages: { '': {}, ...lock } }),
      'node_modules/shipped/package.json': manifest('shipped'),
      'node_modules/shipped/README.md':
        '# shipped\n\n## License\n\n(c) Ana\n\nPermission is hereby granted …',
    });
    expect(collectLicences(root, new Set())[0]?.text).toBe('(c) Ana\n\nPermission is hereby granted …');
  });
});

/**
 * @param {string} name
 * @param {string} [license]
 */
function manifest(name, license = 'MIT') {
  return JSON.stringify({ name, version: '1.2.3', license });
}

/**
 * @param {Record<string, string>} files
 * @returns {string} a directory with them, gone after the test
 */
function project(files) {
  const root = mkdtempSync(join(tmpdir(), 'trolley-licences-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
