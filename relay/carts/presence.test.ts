import { describe, expect, test } from 'vitest';
import { Presence } from './presence.ts';
import { encodePresence, GONE, readPresence, type PresenceEntry } from './presence-update.ts';

const ana = (clock: number, state = '{"user":"Ana"}'): PresenceEntry => ({ client: 1, clock, state });
const HEARD = true;
const FIRST_WORD = false;
/** Peers are named `<user>/<connection>`; those without a user are strangers to everybody. */
const userOf = (peer: string) => peer.split('/')[0] ?? '';
const newPresence = () => new Presence<string>((a, b) => userOf(a) !== 'nobody' && userOf(a) === userOf(b));

/** Offers an entry; gives whether it was taken. */
function offer(
  presence: Presence<string>,
  peer: string,
  entry: PresenceEntry,
  hasHeardOthers = HEARD,
): boolean {
  const isNews = presence.isNews(peer, entry.client, entry.clock, entry.state === GONE, hasHeardOthers);
  if (isNews) presence.take(peer, entry);
  return isNews;
}

describe('a client’s own word', () => {
  test('is taken, and again when its clock has moved', () => {
    const presence = newPresence();
    expect(offer(presence, 'a', ana(1))).toBe(true);
    expect(offer(presence, 'a', ana(1))).toBe(false);
    expect(offer(presence, 'a', ana(2, '{}'))).toBe(true);
    expect(presence.entries).toEqual([ana(2, '{}')]);
  });

  test('may say that it leaves, with the same clock or a later one', () => {
    for (const clock of [1, 2]) {
      const presence = newPresence();
      offer(presence, 'a', ana(1));
      expect(offer(presence, 'a', ana(clock, GONE))).toBe(true);
      expect(presence.entries).toEqual([]);
    }
  });

  test('counts on a new connection before the old one is known to be dead', () => {
    const presence = newPresence();
    offer(presence, 'ana/old', ana(4));
    expect(offer(presence, 'ana/new', ana(4), FIRST_WORD)).toBe(true);
    expect(presence.leave('ana/old')).toEqual([]);
    expect(presence.entries).toEqual([ana(4)]);
    expect(presence.countOf('ana/new')).toBe(1);
  });

  test('counts when it comes back with the clock it left with', () => {
    const presence = newPresence();
    offer(presence, 'old', ana(4));
    presence.leave('old');
    expect(offer(presence, 'new', ana(4), FIRST_WORD)).toBe(true);
  });
});

describe('an echo by somebody else', () => {
  test('does not move who is present to another connection', () => {
    const presence = newPresence();
    offer(presence, 'a', ana(3));
    expect(offer(presence, 'b', ana(3))).toBe(false);
    expect(offer(presence, 'b', ana(2))).toBe(false);
    expect(presence.leave('b')).toEqual([]);
    expect(presence.countOf('a')).toBe(1);
  });

  test('that somebody timed out does not remove them', () => {
    const presence = newPresence();
    offer(presence, 'a', ana(3));
    expect(offer(presence, 'b', ana(3, GONE))).toBe(false);
    expect(presence.entries).toEqual([ana(3)]);
  });

  test('does not bring back who has left', () => {
    const presence = newPresence();
    offer(presence, 'a', ana(3));
    expect(presence.leave('a')).toEqual([ana(3, GONE)]);
    expect(offer(presence, 'b', ana(3))).toBe(false);
    expect(presence.entries).toEqual([]);
  });
});

describe('a client id', () => {
  test.each(['ben/1', 'nobody/2'])('cannot be taken over by %s, whatever the clock', (thief) => {
    const presence = newPresence();
    offer(presence, 'nobody/1', ana(3));
    for (const hasHeard of [HEARD, FIRST_WORD]) {
      expect(offer(presence, thief, ana(4, '{"user":"Mallory"}'), hasHeard)).toBe(false);
      expect(offer(presence, thief, ana(4, GONE), hasHeard)).toBe(false);
    }
    expect(presence.entries).toEqual([ana(3)]);
  });

  test('is free again once its connection has ended', () => {
    const presence = newPresence();
    offer(presence, 'ana/1', ana(3));
    presence.leave('ana/1');
    expect(offer(presence, 'ben/1', ana(4))).toBe(true);
  });
});

test('entries that are not news are passed over without a look at their states', () => {
  const update = encodePresence([
    ana(1, 'x'.repeat(100)),
    { client: 2, clock: 5, state: '{}' },
    ana(3, GONE),
  ]);
  const asked: unknown[] = [];
  const read = readPresence(update, (client, clock, isGone) => {
    asked.push([client, clock, isGone]);
    return client === 2;
  });
  expect(read).toEqual([{ client: 2, clock: 5, state: '{}' }]);
  expect(asked).toEqual([
    [1, 1, false],
    [2, 5, false],
    [1, 3, true],
  ]);
});

test('presence reads as it was written', () => {
  const entries = [ana(1), { client: 4_294_967_295, clock: 12, state: '{"user":"Jörg"}' }, ana(9, GONE)];
  expect(readPresence(encodePresence(entries))).toEqual(entries);
});
