import { describe, expect, it } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { joinLinkOf } from '../../protocol/join-link.ts';
import { readInvitation, standingOf } from './read-invitation.ts';
import { cartRecord } from './testing.ts';

const link = { relayUrl: 'wss://relay.example/sync', cartId: 'kitchen' as CartId };

describe('an invitation', () => {
  it('is a link', () => {
    expect(readInvitation(` ${joinLinkOf(link)}\n`)).toEqual({ kind: 'link', link });
  });

  it('is a code, however it is typed', () => {
    expect(readInvitation('XK4M 93fd q7np')).toEqual({ kind: 'code', cartId: 'xk4m-93fd-q7np' });
  });

  it('is a name that somebody gave a cart, letter by letter', () => {
    expect(readInvitation('Camp-Food-List')).toEqual({ kind: 'code', cartId: 'Camp-Food-List' });
  });

  it.each(['the kitchen', 'https://relay.example/kitchen', 'trolley://join/kitchen', '-x'])(
    'is not %j',
    (text) => expect(readInvitation(text)).toEqual({ kind: 'unreadable' }),
  );

  it('is nothing while nothing is typed', () => {
    expect(readInvitation('  ')).toEqual({ kind: 'nothing' });
  });
});

describe('a cart to join', () => {
  it('is new', () => {
    expect(standingOf(link, [cartRecord({ cartId: 'ward' })])).toEqual({ kind: 'new' });
  });

  it('is here already', () => {
    const cart = cartRecord({ ...link, shelf: 'trashed' });
    expect(standingOf(link, [cart])).toEqual({ kind: 'here', cart });
  });

  it.each([null, 'wss://other.example/sync'])('is not the one of that name from %s', (relayUrl) => {
    const cart = cartRecord({ cartId: 'kitchen', relayUrl });
    expect(standingOf(link, [cart])).toEqual({ kind: 'taken', cart });
  });
});
