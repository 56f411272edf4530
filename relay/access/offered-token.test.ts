import { expect, test } from 'vitest';
import { offeredToken, selectSubprotocol } from './offered-token.ts';

const offered = (protocols: string | undefined, authorization?: string) =>
  offeredToken({
    ...(protocols !== undefined && { 'sec-websocket-protocol': protocols }),
    ...(authorization !== undefined && { authorization }),
  });

test('a token among the subprotocols, wherever it stands', () => {
  const one = { status: 'one', token: 'a.b.c' };
  expect(offered('trolley.token.a.b.c')).toEqual(one);
  expect(offered('trolley.v1, trolley.token.a.b.c')).toEqual(one);
  expect(offered('trolley.token.a.b.c,trolley.v1')).toEqual(one);
});

test('a token in the header', () => {
  expect(offered(undefined, 'Bearer a.b.c')).toEqual({ status: 'one', token: 'a.b.c' });
  expect(offered('trolley.v1', 'Bearer a.b.c')).toEqual({ status: 'one', token: 'a.b.c' });
});

test('none', () => {
  for (const protocols of [undefined, '', 'trolley.v1', 'token.a.b.c', ',,', 'TROLLEY.TOKEN.a']) {
    expect(offered(protocols, 'Basic abc')).toEqual({ status: 'none' });
  }
  expect(offered('trolley.token.')).toEqual({ status: 'one', token: '' });
});

test('several are never chosen from', () => {
  expect(offered('trolley.token.a, trolley.token.b')).toEqual({ status: 'several' });
  expect(offered('trolley.token.a', 'Bearer b')).toEqual({ status: 'several' });
});

test('the token is never the answer', () => {
  const answer = (...names: string[]) => selectSubprotocol(new Set(names));
  expect(answer('trolley.token.a', 'trolley.v1')).toBe('trolley.v1');
  expect(answer('trolley.token.a')).toBe('trolley.token.a');
  expect(answer('graphql-ws')).toBe(false);
});
