import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from './redact.ts';

const home = '/home/jürgen';
const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJBbmEiLCJhdWQiOiIqIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ';

describe('the log does not have', () => {
  test.each([
    ['an access code', `refused: ${token}`, token],
    ['one that a socket offers', `protocols trolley.v1, trolley.token.${token}`, token],
    ['one in a header', 'Authorization: Bearer abc123.def', 'abc123'],
    ['a password in an address', 'postgres://ana:s3cret@db.example/trolley failed', 's3cret'],
    ['a password by its name', 'could not connect (password=hunter2, host=db)', 'hunter2'],
    ['a secret in JSON', `bad settings: {"password": "hunter2"}`, 'hunter2'],
    ['a link to a cart', 'cannot follow trolley://join/ws%3A%2F%2Frelay/kitchen', 'kitchen'],
    ['the code of a cart', 'cart xk4m-93fd-q7np could not be read', 'xk4m-93fd-q7np'],
    ['what is in a cart', 'unexpected op {"kind":"add","product":{"name":"Insulin"}} at 3', 'Insulin'],
    ['a list of what is in it', 'rows [{"name":"Insulin"},{"name":"Tea"}] differ', 'Insulin'],
    ['what was asked of a server', 'GET https://relay.example/carts?user=ana failed', 'user=ana'],
    ["the user's name", 'Error: no file\n    at /home/jürgen/.config/Trolley/x.js:3:1', 'jürgen'],
    ['it in an address', 'at file:///home/j%C3%BCrgen/app/main.js:1:1', 'j%C3%BCrgen'],
  ])('%s', (_what, text, secret) => {
    expect(redact(text, home)).not.toContain(secret);
  });

  test('any token, wherever it stands', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{10,60}$/);
    fc.assert(
      fc.property(part, part, part, fc.constantFrom('', ' ', '"', 'token='), (a, b, c, before) => {
        const secret = [a, b, c].join('.');
        expect(redact(`x ${before}${secret} y`, home)).not.toContain(secret);
      }),
    );
  });
});

test('what helps to find a fault stays', () => {
  const text =
    "TypeError: Cannot read 'qty' of undefined\n    at fold (app://trolley/assets/index-Bq2.js:12:345)";
  expect(redact(text, home)).toBe(text);
  expect(redact("{ errno: -2, code: 'ENOENT', syscall: 'open' }", home)).toContain("code: 'ENOENT'");
  expect(redact('the database at postgres://db.example:5432/trolley is away', home)).toContain(
    'db.example:5432',
  );
});
