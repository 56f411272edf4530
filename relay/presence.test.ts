import { describe, expect, test } from 'vitest';
import { Presence } from './presence.ts';
import { encodePresence, GONE, readPresence, type PresenceEntry } from './presence-update.ts';

const ana = (clock: number, state = '{"user":"Ana"}'): PresenceEntry => ({ client: 1, clock, state });
const HEARD = true;
const FIRST_WORD = false;

/** Offers an entry; gives whether it was taken. */
function offer(
  presence: Presence<string>,
  peer: string,
  entry: PresenceEntry,
  hasHeardOthers = HEARD,
): boolean {
  const isNews = presence.isNews(peer, entry, hasHeardOthers);
  if (isNews) presence.take(peer, entry);
  return isNews;
}

describe('a client’s own word', () => {
  test('is taken, and again when its clock has moved', () => {
    const presence = new Presence<string>();
    expect(offer(presence, 'a', ana(1))).toBe(true);
    expect(offer(presence, 'a', ana(1))).toBe(false);
    expect(offer(presence, 'a', ana(2, '{}'))).toBe(true);
    expect(presence.entries).toEqual([ana(2, '{}')]);
  });

  test('may say that it leaves, with the same clock or a later one', () => {
    for (const clock of [1, 2]) {
      const presence = new Presence<string>();
      offer(presence, 'a', ana(1));
      expect(offer(presence, 'a', ana(clock, GONE))).toBe(true);
      expect(presence.entries).toEqual([]);
    }
  });

  test('counts when it comes back on a new connection before the old one is known to be dead', () => {
    const presence = new Presence<string>();
    offer(presence, 'old', ana(4));
    expect(offer(presence, 'new', ana(4), FIRST_WORD)).toBe(true);
    expect(presence.leave('old')).toEqual([]);
    expect(presence.entries).toEqual([ana(4)]);
  });

  test('counts when it comes back with the clock it left with', () => {
    const presence = new Presence<string>();
    offer(presence, 'old', ana(4));
    presence.leave('old');
    expect(offer(presence, 'new', ana(4), FIRST_WORD)).toBe(true);
  });
});

describe('an echo by somebody else', () => {
  test('does not move who is present to another connection', () => {
    const presence = new Presence<string>();
    offer(presence, 'a', ana(3));
    expect(offer(presence, 'b', ana(3))).toBe(false);
    expect(offer(presence, 'b', ana(2))).toBe(false);
    expect(presence.leave('b')).toEqual([]);
    expect(presence.countOf('a')).toBe(1);
  });

  test('that somebody timed out does not remove them', () => {
    const presence = new Presence<string>();
    offer(presence, 'a', ana(3));
    expect(offer(presence, 'b', ana(3, GONE))).toBe(false);
    expect(presence.entries).toEqual([ana(3)]);
  });

  test('does not bring back who has left', () => {
    const presence = new Presence<string>();
    offer(presence, 'a', ana(3));
    expect(presence.leave('a')).toEqual([ana(3, GONE)]);
    expect(offer(presence, 'b', ana(3))).toBe(false);
    expect(presence.entries).toEqual([]);
  });
});

test('presence reads as it was written', () => {
  const entries = [ana(1), { client: 4_294_967_295, clock: 12, state: '{"user":"Jörg"}' }, ana(9, GONE)];
  expect(readPresence(encodePresence(entries))).toEqual(entries);
});
