import { describe, expect, it } from 'vitest';
import type { CartId } from '../cart/ids.ts';
import { isRelayUrl, joinLinkOf, readJoinLink } from './join-link.ts';

const kitchen = {
  relayUrl: 'wss://relay.example:4444/a b/sync'.replace(' ', '%20'),
  cartId: 'kitchen' as CartId,
};

describe('a link to a cart', () => {
  it('says which relay and which cart, and is read as it was written', () => {
    expect(joinLinkOf(kitchen)).toMatch(/^trolley:\/\/join\/[^/]+\/kitchen$/);
    expect(readJoinLink(`  ${joinLinkOf(kitchen)}/ `)).toEqual(kitchen);
  });

  it.each([
    ['another scheme', 'https://join/ws%3A%2F%2Fx%2Fsync/kitchen'],
    ['no cart', 'trolley://join/ws%3A%2F%2Fx%2Fsync'],
    ['a cart by a name that none has', 'trolley://join/ws%3A%2F%2Fx%2Fsync/..%2Fetc'],
    ['a relay that is a web page', 'trolley://join/https%3A%2F%2Fx%2Fsync/kitchen'],
    ['a broken escape', 'trolley://join/%E0%A4%A/kitchen'],
    ['something after it', 'trolley://join/ws%3A%2F%2Fx%2Fsync/kitchen/more'],
  ])('is none with %s', (_what, text) => {
    expect(readJoinLink(text)).toBeNull();
  });
});

describe('isRelayUrl', () => {
  it('takes places', () => {
    for (const url of ['ws://127.0.0.1:4444/sync', 'wss://[::1]:4444/sync', 'wss://relay.example']) {
      expect(isRelayUrl(url), url).toBe(true);
    }
  });

  it('takes nothing else', () => {
    const others = ['http://x/sync', 'ws://', 'ws://ana@x/sync', 'ws://ana:pw@x/', 'ws://x/sync?token=1'];
    for (const url of [
      ...others,
      'ws://x/sync#a',
      'ws://x y/sync',
      'ws://x;y/sync',
      "ws://x'y",
      null,
      `ws://x/${'a'.repeat(600)}`,
    ]) {
      expect(isRelayUrl(url), String(url)).toBe(false);
    }
  });
});
