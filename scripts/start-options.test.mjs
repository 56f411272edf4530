import { describe, expect, it } from 'vitest';
import { readStartOptions } from './start-options.mjs';

describe('readStartOptions', () => {
  it('starts two desktops on the kitchen cart unless told otherwise', () => {
    expect(readStartOptions([])).toEqual({
      kind: 'options',
      options: { windows: 2, cart: 'kitchen', port: undefined, offline: false, data: '.trolley' },
    });
  });

  it('takes each option', () => {
    const args = ['--windows', '3', '--cart', 'ward', '--port=5000', '--offline', '--data', 'elsewhere'];
    expect(readStartOptions(args)).toEqual({
      kind: 'options',
      options: { windows: 3, cart: 'ward', port: 5000, offline: true, data: 'elsewhere' },
    });
  });

  it('answers --help whatever else is asked', () => {
    expect(readStartOptions(['--windows', '99', '-h'])).toEqual({ kind: 'help' });
  });

  it.each([
    ['an unknown option', ['--bogus']],
    ['a stray word', ['kitchen']],
    ['no desktop at all', ['--windows', '0']],
    ['more desktops than names', ['--windows', '9']],
    ['half a desktop', ['--windows', '1.5']],
    ['a port out of range', ['--port', '70000']],
    ['a port that is no number', ['--port', 'http']],
    ['a cart id that is a path', ['--cart', '../x']],
    ['an empty cart id', ['--cart', '']],
    ['an empty data directory', ['--data', '']],
  ])('refuses %s with a message', (_, args) => {
    const read = readStartOptions(args);
    expect(read.kind === 'error' ? read.message : read).toMatch(/\w{3}/);
  });
});
