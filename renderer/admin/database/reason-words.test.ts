import { expect, it } from 'vitest';
import { reasonWords } from './reason-words.ts';

it('says what drivers mean', () => {
  const meant = (reason: string) => reasonWords(`the database trolley at db:5432: ${reason}`);
  expect(meant('connect ECONNREFUSED 127.0.0.1:1')).toMatch(/^Nothing answers/);
  expect(meant('password authentication failed for user "ana"')).toMatch(
    /^The server does not let this user/,
  );
  expect(meant('database "trolly" does not exist')).toMatch(/no database of this name/);
  expect(meant('self-signed certificate in certificate chain')).toMatch(/vouches for/);
  expect(meant('getaddrinfo ENOTFOUND db')).toMatch(/no computer of this name/);
});

it('invents nothing for what it does not know', () => {
  expect(reasonWords('the moon is full')).toBeNull();
});
