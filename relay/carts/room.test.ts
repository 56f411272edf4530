import { describe, expect, test } from 'vitest';
import { awarenessFrame, syncStep1Frame, syncStep2Frame, updateFrame } from '../../protocol/relay-frame.ts';
import type { Limits } from '../../protocol/limits.ts';
import { encodePresence } from './presence-update.ts';
import { inMemoryRoom } from '../testing/in-memory-room.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { MemoryPeer } from '../testing/memory-peer.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { OpWriter } from '../testing/op-writer.ts';

const START = 1_763_000_060_000;

function newRoom(limits: Partial<Limits> = {}) {
  const timers = new ManualTimers();
  let now = START;
  const reached: string[] = [];
  const { room, commit, guard } = inMemoryRoom({
    log: new MemoryUpdateLog(),
    timers,
    clock: () => now,
    limits,
    counts: { refused: (code) => reached.push(code), limitReached: (limit) => reached.push(limit) },
  });
  const pass = (ms: number) => {
    now += ms;
    timers.advance(ms);
  };
  return { room, commit, guard, pass, reached };
}
const join = ({ room }: ReturnType<typeof newRoom>, name: string, user: string | null = null) => {
  const peer = new MemoryPeer(name, user);
  room.join(peer);
  return peer;
};
const emptyStateVector = Uint8Array.of(0);
const malformed = updateFrame(Uint8Array.of(1, 2, 3));

test('whoever joins hears the relay’s time and log first, with receipts', () => {
  const peer = join(newRoom(), 'ana');
  expect(peer.heard.map(({ type }) => type)).toEqual(['hello', 'step1', 'durable']);
});

describe('whoever sends what is refused for good', () => {
  test('is cut off when it goes on, and told why', () => {
    const scene = newRoom({ maxOffences: 3 });
    const peer = join(scene, 'mallory');
    for (let i = 0; i < 3; i++) scene.room.receive(peer, malformed);
    expect(peer.closed).toBeNull();
    scene.room.receive(peer, malformed);
    expect(peer.closed).toMatchObject({ code: 4400 });
    expect(scene.reached.filter((name) => name === 'malformed')).toHaveLength(4);
    expect(scene.reached.at(-1)).toBe('maxOffences');
  });

  test('is forgiven with time', () => {
    const scene = newRoom({ maxOffences: 3, offenceMs: 10_000 });
    const peer = join(scene, 'ana');
    for (let i = 0; i < 20; i++) {
      scene.room.receive(peer, malformed);
      scene.pass(10_000);
    }
    expect(peer.closed).toBeNull();
  });

  test('writing in another’s name is told apart', () => {
    const scene = newRoom({ maxOffences: 3 });
    const peer = join(scene, 'x', 'Mallory');
    const writer = new OpWriter(7);
    const forged = updateFrame(writer.next({ by: 'Ana' }));
    for (let i = 0; i < 4; i++) scene.room.receive(peer, forged);
    expect(peer.refusals).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden']);
    expect(peer.closed).toMatchObject({ code: 4403 });
  });
});

describe('asking for what is missing', () => {
  test('happens at once, then ever more rarely as long as nothing comes', () => {
    const scene = newRoom();
    const peer = join(scene, 'ana');
    const writer = new OpWriter(7);
    writer.next();
    const before = peer.count('step1');
    // As a client that cannot send what is missing: every answer is another gap.
    for (let second = 0; second < 120; second++) {
      scene.room.receive(peer, updateFrame(writer.next()));
      scene.pass(1_000);
    }
    const asked = peer.count('step1') - before;
    expect(asked).toBeGreaterThan(4);
    expect(asked).toBeLessThan(12);
    expect(peer.closed).toBeNull();
  });

  test('stops with the connection', () => {
    const scene = newRoom();
    const peer = join(scene, 'ana');
    const writer = new OpWriter(7);
    writer.next();
    for (let i = 0; i < 3; i++) scene.room.receive(peer, updateFrame(writer.next()));
    const asked = peer.count('step1');
    scene.room.leave(peer);
    scene.pass(60_000);
    expect(peer.count('step1')).toBe(asked);
  });

  test('goes on for a clock that is ahead, until its time has come', async () => {
    const scene = newRoom();
    const peer = join(scene, 'ana');
    const at = `${String(START + 6 * 60_000).padStart(15, '0')}-00000`;
    const update = new OpWriter(7).next({ at });
    scene.room.receive(peer, updateFrame(update));
    for (let answered = 1, s = 0; s < 120 && scene.room.ledger.opCount === 0; s++) {
      scene.pass(1_000);
      if (peer.count('step1') === answered) continue;
      answered = peer.count('step1');
      scene.room.receive(peer, syncStep2Frame(update));
    }
    await scene.commit.idle();
    expect(scene.room.ledger.size).toBe(1);
    expect(new Set(peer.refusals)).toEqual(new Set(['clock']));
    expect(peer.closed).toBeNull();
  });
});

describe('too often', () => {
  test.each([
    ['asking for everything', 'syncsPerSecond', syncStep1Frame(emptyStateVector)],
    ['asking who is here', 'presencePerSecond', Uint8Array.of(3)],
    [
      'saying where one is',
      'presencePerSecond',
      awarenessFrame(encodePresence([{ client: 7, clock: 1, state: '{}' }])),
    ],
  ])('%s ends the connection', (_, limit, frame) => {
    const scene = newRoom({ syncBurst: 5, syncsPerSecond: 1, presenceBurst: 5, presencePerSecond: 1 });
    const peer = join(scene, 'mallory');
    for (let i = 0; i < 5; i++) scene.room.receive(peer, frame);
    expect(peer.closed).toBeNull();
    scene.room.receive(peer, frame);
    expect(peer.closed).toMatchObject({ code: 4429 });
    expect(scene.reached).toEqual([limit]);
  });

  test('the same at a gentle pace is nothing', () => {
    const scene = newRoom({ syncBurst: 5, syncsPerSecond: 1 });
    const peer = join(scene, 'ana');
    for (let i = 0; i < 50; i++) {
      scene.room.receive(peer, syncStep1Frame(emptyStateVector));
      scene.pass(1_000);
    }
    expect(peer.closed).toBeNull();
    expect(peer.count('step2')).toBe(50);
  });
});

describe('beginning carts', () => {
  test('is limited in all, and a cart that stays empty does not count', async () => {
    const scene = newRoom({ maxCarts: 1 });
    const peer = join(scene, 'ana');
    scene.room.receive(peer, malformed);
    scene.room.receive(peer, updateFrame(new OpWriter(7).next()));
    await scene.commit.idle();
    expect(scene.room.ledger.size).toBe(1);
    expect(scene.guard.carts.begin(null)).toBe('maxCarts');
  });

  test('is refused with a reason', () => {
    const scene = newRoom({ maxCarts: 0 });
    const peer = join(scene, 'ana');
    scene.room.receive(peer, updateFrame(new OpWriter(7).next()));
    expect(peer.refusals).toEqual(['quota']);
    expect(scene.room.ledger.opCount).toBe(0);
  });

  test('of one user is limited by the hour', () => {
    const { guard, pass } = newRoom({ maxCartsBegunPerHour: 2 });
    const begin = () => guard.carts.begin('user Ana');
    expect([begin(), begin(), begin()]).toEqual([null, null, 'maxCartsBegunPerHour']);
    expect(guard.carts.begin('user Ben')).toBeNull();
    pass(31 * 60_000);
    expect([begin(), begin()]).toEqual([null, 'maxCartsBegunPerHour']);
  });
});

test('one connection brings only so many new Yjs clients, over however many updates', async () => {
  const scene = newRoom({ maxClientsPerConnection: 2 });
  const peer = join(scene, 'mallory');
  for (const client of [7, 8, 9]) scene.room.receive(peer, updateFrame(new OpWriter(client).next()));
  await scene.commit.idle();
  expect(scene.room.ledger.clientCount).toBe(2);
  expect(peer.refusals).toEqual(['quota']);
});

describe('a Yjs client id that has only been shown', () => {
  const show = (scene: ReturnType<typeof newRoom>, peer: MemoryPeer) =>
    scene.room.receive(peer, awarenessFrame(encodePresence([{ client: 7, clock: 1, state: '{}' }])));

  test('is not for others to write with, also after its owner has left', async () => {
    const scene = newRoom();
    const [ana, mallory] = [join(scene, 'a', 'Ana'), join(scene, 'm', 'Mallory')];
    show(scene, ana);
    const forged = updateFrame(new OpWriter(7).next({ by: 'Mallory' }));
    scene.room.receive(mallory, forged);
    scene.room.leave(ana);
    scene.room.receive(mallory, forged);
    expect(mallory.refusals).toEqual(['forbidden', 'forbidden']);
    const back = join(scene, 'a2', 'Ana');
    scene.room.receive(back, updateFrame(new OpWriter(7).next({ by: 'Ana' })));
    await scene.commit.idle();
    expect([back.refusals, scene.room.ledger.size]).toEqual([[], 1]);
  });
});

describe('answers that nobody reads', () => {
  test('are not made when they would fill the memory, and small carts are answered all the same', async () => {
    const scene = newRoom({ maxBufferedBytesInAll: 2 * 2 ** 20 });
    const ana = join(scene, 'ana');
    scene.room.receive(ana, syncStep1Frame(emptyStateVector));
    expect(ana.count('step2')).toBe(1);
    const writer = new OpWriter(7);
    for (let i = 0; i < 12; i++)
      scene.room.receive(ana, updateFrame(writer.next({ extra: 'x'.repeat(120_000) })));
    await scene.commit.idle();
    scene.guard.answers.hold(new Uint8Array(2 ** 20));
    scene.room.receive(ana, syncStep1Frame(Uint8Array.of(1, 5, 1)));
    expect(ana.count('step2')).toBe(1);
    expect(ana.closed).toMatchObject({ code: 4508 });
    expect(scene.reached).toEqual(['maxBufferedBytesInAll']);
  });
});
