import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { CartId, UserId } from '../../cart/ids.ts';
import type { TokenClaims } from '../../protocol/token.ts';
import { openAuthenticator, type Authenticator } from './authenticator.ts';
import { GrantWatch } from './grant-watch.ts';
import { bearerToken, createHttpAccess, type Need } from './http-access.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { newIdentity } from '../testing/new-identity.ts';

const kitchen = 'kitchen' as CartId;
const ward = 'ward' as CartId;

function newAccess(authenticator: Authenticator, allowOrigins: readonly string[] = []) {
  const grants = new GrantWatch({ authenticator, clock: Date.now, timers: new ManualTimers() });
  return createHttpAccess({ authenticator, grants, allowOrigins });
}

async function start() {
  const identity = await newIdentity();
  const access = newAccess(identity.authenticator);
  const ask = async (need: Need, change: Partial<TokenClaims>) => {
    const authorization = `Bearer ${await identity.token(change)}`;
    const answer = await access.authorise({ headers: { authorization } }, need);
    return answer.ok ? 200 : answer.status;
  };
  return { ...identity, access, ask };
}

describe('with a secret', () => {
  const needs: Record<string, Need> = {
    'reading a cart': { role: 'reader', cartId: kitchen },
    'writing to it': { role: 'editor', cartId: kitchen },
    'reading another': { role: 'reader', cartId: ward },
    'reading all': { role: 'reader' },
    'managing all': { role: 'admin' },
  };
  const tokens: Record<string, Partial<TokenClaims>> = {
    reader: { role: 'reader' },
    editor: { role: 'editor' },
    admin: { role: 'admin' },
    'reader of all': { role: 'reader', aud: '*' },
    'editor of all': { role: 'editor', aud: '*' },
    'admin of all': { role: 'admin', aud: '*' },
  };
  const allowed: Record<keyof typeof needs, readonly (keyof typeof tokens)[]> = {
    'reading a cart': Object.keys(tokens),
    'writing to it': ['editor', 'admin', 'editor of all', 'admin of all'],
    'reading another': ['reader of all', 'editor of all', 'admin of all'],
    'reading all': ['reader of all', 'editor of all', 'admin of all'],
    'managing all': ['admin of all'],
  };
  const cases = Object.entries(needs).flatMap(([what, need]) =>
    Object.entries(tokens).map(([who, change]) => [what, who, need, change] as const),
  );
  test.each(cases)('%s as %s', async (what, who, need, change) => {
    const { ask } = await start();
    expect(await ask(need, change)).toBe(allowed[what]?.includes(who) ? 200 : 403);
  });

  test.each([undefined, '', 'Bearer', 'Bearer ', 'Basic dXNlcjpwYXNz', 'Bearer a.b.c', 'Bearer a b'])(
    'no token in "%s" is 401',
    async (authorization) => {
      const { access } = await start();
      const headers: IncomingHttpHeaders = { ...(authorization !== undefined && { authorization }) };
      expect(await access.authorise({ headers }, { role: 'reader' })).toMatchObject({
        ok: false,
        status: 401,
        code: 'unauthorised',
      });
    },
  );

  test('says who asks', async () => {
    const { access, token } = await start();
    const headers = { authorization: `bearer ${await token({ sub: 'ben' as UserId })}` };
    expect(await access.authorise({ headers }, { role: 'editor', cartId: kitchen })).toMatchObject({
      ok: true,
      grant: { user: 'ben', cart: 'kitchen', role: 'editor', tokenId: 'token-1' },
    });
  });

  test('what was taken back is 401 at once', async () => {
    const { ask, revocations } = await start();
    const answer = revocations.revoke({ tokenId: 'token-1' });
    expect(await ask({ role: 'reader', cartId: kitchen }, {})).toBe(401);
    await answer;
  });

  test('any name of the machine will do', async () => {
    const { access } = await start();
    expect(access.whyRefused({ headers: { host: 'shop.example' } })).toBeNull();
  });
});

describe('without a secret', () => {
  const access = newAccess(openAuthenticator, ['https://shop.example']);

  test('everybody on this machine may do everything', async () => {
    expect(await access.authorise({ headers: {} }, { role: 'admin' })).toMatchObject({ ok: true });
  });

  const local = [
    'localhost',
    'LOCALHOST:80',
    '127.0.0.1',
    '127.0.0.1:4444',
    '127.9.9.9:1',
    '[::1]',
    '[::1]:4444',
  ];
  test.each(local)('host %s', (host) => {
    expect(access.whyRefused({ headers: { host } })).toBeNull();
  });

  const foreign = [
    ...[
      'evil.example',
      'evil.example:4444',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '127.evil.example',
    ],
    ...[
      '192.168.1.7:4444',
      '0.0.0.0',
      '[::]',
      '::1',
      '',
      'localhost:',
      'localhost:4444:1',
      '[::1',
      'user@localhost',
    ],
    ...['127.1', '0x7f.0.0.1', 'localhost ', 'localhost,evil.example'],
  ];
  test.each([...foreign, undefined])('not host "%s": a page may have pointed its own name here', (host) => {
    expect(access.whyRefused({ headers: { ...(host !== undefined && { host }) } })).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  test.each([undefined, 'app://trolley', 'https://shop.example'])('origin %s', (origin) => {
    const headers = { host: 'localhost', ...(origin !== undefined && { origin }) };
    expect(access.whyRefused({ headers })).toBeNull();
  });

  test.each([
    'https://evil.example',
    'null',
    '',
    'http://localhost:4444',
    'https://shop.example.evil.example',
  ])('not origin "%s"', (origin) => {
    expect(access.whyRefused({ headers: { host: 'localhost', origin } })).toMatchObject({ status: 403 });
  });
});

test('only a bearer token counts', () => {
  expect(bearerToken('Bearer abc')).toBe('abc');
  expect(bearerToken('bEARER   abc ')).toBe('abc');
  for (const header of [undefined, 'abc', 'Bearerabc', 'Bearer abc def', 'Basic abc']) {
    expect(bearerToken(header)).toBeNull();
  }
});
