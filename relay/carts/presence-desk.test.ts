import { describe, expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import type { UserId } from '../../cart/ids.ts';
import { PresenceDesk } from './presence-desk.ts';
import { encodePresence, GONE, readPresence, type PresenceEntry } from './presence-update.ts';
import { ManualTimers } from '../testing/manual-timers.ts';

const HEARD = true;
const limits = { maxPresenceBytes: 4096, maxPresencesPerConnection: 8, presenceMs: 50 };

class Listener {
  readonly grant: { readonly user: UserId | null };
  readonly frames: (readonly PresenceEntry[])[] = [];

  constructor(user: string | null) {
    this.grant = { user: user as UserId | null };
  }

  send(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    this.frames.push(readPresence(decoding.readVarUint8Array(decoder)));
  }

  /** What it knows of a client by now. */
  state(client: number): unknown {
    const last = this.frames.flat().findLast((entry) => entry.client === client);
    return last && (JSON.parse(last.state) as unknown);
  }
}

/** A cart with these people at it, by name; those without one are `null`. */
function newDesk(users: readonly (string | null)[], writers: Record<number, string> = {}) {
  const timers = new ManualTimers();
  const people = users.map((user) => new Listener(user));
  const peers = new Set(people);
  const writerOf = (client: number) => (writers[client] ?? null) as UserId | null;
  return { timers, people, peers, desk: new PresenceDesk<Listener>({ peers, writerOf, limits, timers }) };
}
const say = (client: number, clock: number, state: unknown) =>
  encodePresence([{ client, clock, state: typeof state === 'string' ? state : JSON.stringify(state) }]);

describe('what is said within a moment', () => {
  test('is passed on together, of each client only the latest', () => {
    const { desk, timers, people } = newDesk([null, null, null]);
    const [ana, ben, cem] = people as [Listener, Listener, Listener];
    for (let clock = 1; clock <= 20; clock++) {
      desk.receive(ana, say(1, clock, { at: clock }), HEARD);
      desk.receive(ben, say(2, clock, { at: clock }), HEARD);
    }
    expect(cem.frames).toEqual([]);
    timers.advance(50);
    expect(cem.frames).toHaveLength(1);
    expect([cem.state(1), cem.state(2)]).toEqual([{ at: 20 }, { at: 20 }]);
    timers.advance(1_000);
    expect(cem.frames).toHaveLength(1);
  });

  test('does not go back to the only one who said it', () => {
    const { desk, timers, people } = newDesk([null, null]);
    const [ana, ben] = people as [Listener, Listener];
    desk.receive(ana, say(1, 1, {}), HEARD);
    timers.advance(50);
    expect([ana.frames.length, ben.frames.length]).toEqual([0, 1]);
  });

  test('costs frames by the number of people, not by its square', () => {
    const { desk, timers, people } = newDesk(Array.from({ length: 500 }, () => null));
    for (let second = 1; second <= 3; second++) {
      people.forEach((peer, i) => {
        desk.receive(peer, say(i, second, {}), HEARD);
        timers.advance(2);
      });
    }
    timers.advance(1_000);
    const frames = people.reduce((sum, peer) => sum + peer.frames.length, 0);
    expect(frames).toBeLessThan(4 * 2_000);
    expect(people.every((peer) => new Set(peer.frames.flat().map(({ client }) => client)).size > 498)).toBe(
      true,
    );
  });
});

describe('the name in a state', () => {
  test.each([
    [
      'is that of the connection, whatever is claimed',
      { user: 'Boss', editing: 'x' },
      { user: 'ana', editing: 'x' },
    ],
    ['is put there if none is', { editing: null }, { user: 'ana', editing: null }],
    ['replaces what has no room for one', [1, 2], { user: 'ana' }],
  ])('%s', (_, claimed, told) => {
    const { desk, timers, people } = newDesk(['ana', 'ben']);
    const [ana, ben] = people as [Listener, Listener];
    expect(desk.receive(ana, say(1, 1, claimed), HEARD)).toBeNull();
    timers.advance(50);
    expect(ben.state(1)).toEqual(told);
    desk.greet(ana);
    expect(ana.state(1)).toEqual(told);
  });

  test('is the client’s own affair where nobody has names', () => {
    const { desk, timers, people } = newDesk([null, null]);
    const [ana, ben] = people as [Listener, Listener];
    desk.receive(ana, say(1, 1, { user: 'Ana' }), HEARD);
    timers.advance(50);
    expect(ben.state(1)).toEqual({ user: 'Ana' });
  });
});

test('nobody speaks for another’s client: not present, not silent, not gone', () => {
  const { desk, timers, people } = newDesk(['ana', 'mallory', 'ben'], { 1: 'ana' });
  const [ana, mallory, ben] = people as [Listener, Listener, Listener];
  // Ana has written as client 1 and says nothing yet.
  desk.receive(mallory, say(1, 9, {}), HEARD);
  timers.advance(50);
  expect(ben.frames).toEqual([]);
  desk.receive(ana, say(1, 1, {}), HEARD);
  desk.receive(mallory, say(1, 9, {}), HEARD);
  desk.receive(mallory, say(1, 9, GONE), HEARD);
  timers.advance(50);
  expect(ben.frames).toEqual([[{ client: 1, clock: 1, state: '{"user":"ana"}' }]]);
});

test('those whose connection ends are said to be gone', () => {
  const { desk, timers, people, peers } = newDesk(['ana', 'ben']);
  const [ana, ben] = people as [Listener, Listener];
  desk.receive(ana, say(1, 1, {}), HEARD);
  timers.advance(50);
  peers.delete(ana);
  desk.leave(ana);
  timers.advance(50);
  expect(ben.state(1)).toBeNull();
  const late = new Listener('cem');
  desk.greet(late);
  expect(late.frames).toEqual([]);
});

describe('what no client can use ends the connection and is told nobody', () => {
  const tooDeep = `${'['.repeat(20)}${']'.repeat(20)}`;
  test.each([
    ['no JSON', '{', 4400],
    ['a key that reaches into prototypes', '{"__proto__":{"user":"x"}}', 4400],
    ['text that cannot be sent on', '{"a":"\\ud800"}', 4400],
    ['nested too deep', tooDeep, 4400],
    ['too large', JSON.stringify('x'.repeat(5_000)), 4413],
  ])('%s', (_, state, code) => {
    const { desk, timers, people } = newDesk(['ana', 'ben']);
    const [ana, ben] = people as [Listener, Listener];
    expect(desk.receive(ana, say(1, 1, state), HEARD)).toMatchObject({ code });
    timers.advance(50);
    expect(ben.frames).toEqual([]);
  });

  test('more clients than one connection has', () => {
    const { desk, people } = newDesk(['ana']);
    const crowd = Array.from({ length: 100_000 }, (_, client) => ({ client, clock: 1, state: '{}' }));
    expect(desk.receive(people[0] as Listener, encodePresence(crowd), HEARD)).toMatchObject({ code: 4413 });
  });
});
