import { expect, it } from 'vitest';
import { satisfies } from './installed-packages.mjs';

const wanted = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/mac-only': { version: '2.0.0', optional: true },
};

it('is content with what the lock file asks for', () => {
  expect(satisfies({ 'node_modules/a': { version: '1.0.0' } }, wanted)).toBe(true);
});

it('misses an absent package', () => {
  expect(satisfies({}, wanted)).toBe(false);
});

it('notices a changed version, also of an optional package', () => {
  expect(satisfies({ 'node_modules/a': { version: '1.0.1' } }, wanted)).toBe(false);
  const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/mac-only': { version: '1.9.0' } };
  expect(satisfies(installed, wanted)).toBe(false);
});
