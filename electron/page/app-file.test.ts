import { describe, expect, test } from 'vitest';
import { fileOf } from './app-file.ts';

describe('the file that an address of the app names', () => {
  test('is the one below the root', () => {
    expect(fileOf('/app/pages', 'app://trolley/index.html')).toBe('/app/pages/index.html');
    expect(fileOf('/app/pages', 'app://trolley/assets/a%20b.css?v=1#x')).toBe('/app/pages/assets/a b.css');
  });

  test.each([
    'app://trolley/',
    'app://elsewhere/index.html',
    'app://trolley/..%2fsecret',
    'app://trolley/%2e%2e/%2e%2e/..%2f..%2fsecret',
    'app://trolley/a/..%2f..%2f..%2fsecret',
    'app://trolley/%ff',
    'no address',
  ])('is none for %s', (address) => {
    expect(fileOf('/app/pages', address)).toBeNull();
  });
});
