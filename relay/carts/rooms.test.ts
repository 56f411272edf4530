import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { defaultLimits, type Limits } from '../../protocol/limits.ts';
import { updateFrame } from '../../protocol/relay-frame.ts';
import { noCrashPoints } from '../log/crash-points.ts';
import { GroupCommit } from './group-commit.ts';
import { Guard } from '../limits/guard.ts';
import type { Peer } from './peer.ts';
import { Rooms } from './rooms.ts';
import { StorageHealth } from '../log/storage-health.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { MemoryPeer } from '../testing/memory-peer.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { OpWriter } from '../testing/op-writer.ts';

const kitchen = 'kitchen' as CartId;
const IDLE_MS = 1_000;

function newRooms(change: Partial<Limits> = {}) {
  const log = new FaultInjectingLog(new MemoryUpdateLog());
  const timers = new ManualTimers();
  const errors: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => errors.push(line) });
  const limits = { ...defaultLimits, idleCartMs: IDLE_MS, ...change };
  const clock = () => 1_763_000_000_000;
  const health = new StorageHealth({ log, timers, logger, probeMs: limits.probeMs });
  const commit = new GroupCommit<Peer>({ log, health, timers, logger });
  const guard = new Guard({ limits, clock, timers, logger });
  const crashPoints = noCrashPoints;
  const rooms = new Rooms({ log, commit, guard, clock, timers, limits, logger, crashPoints });
  return { rooms, log, timers, commit, errors };
}

describe('a cart', () => {
  test('is loaded once, however many ask for it at once', async () => {
    const { rooms, log } = newRooms();
    log.readGate.close();
    const entering = Array.from({ length: 50 }, () => rooms.enter(kitchen));
    log.readGate.open();
    const entered = await Promise.all(entering);
    expect(new Set(entered).size).toBe(1);
    expect(log.reads).toBe(1);
  });

  test('that nobody is in is forgotten after a while, and is the same when it is loaded again', async () => {
    const { rooms, timers, commit } = newRooms();
    const ana = new MemoryPeer('ana');
    const room = await rooms.enter(kitchen);
    room.join(ana);
    room.receive(ana, updateFrame(new OpWriter(7).next()));
    await commit.idle();
    const { snapshot } = room.ledger;
    room.leave(ana);
    rooms.leave(room);
    timers.advance(IDLE_MS - 1);
    expect(rooms.size).toBe(1);
    timers.advance(1);
    expect(rooms.size).toBe(0);
    const again = await rooms.enter(kitchen);
    expect(again).not.toBe(room);
    expect(again.ledger.snapshot).toEqual(snapshot);
  });

  test('stays while somebody is in it', async () => {
    const { rooms, timers } = newRooms();
    const [room] = await Promise.all([rooms.enter(kitchen), rooms.enter(kitchen)]);
    rooms.leave(room);
    timers.advance(10 * IDLE_MS);
    expect(rooms.loaded(kitchen)).toBe(room);
  });

  test('stays for who comes at the last moment', async () => {
    const { rooms, timers } = newRooms();
    const room = await rooms.enter(kitchen);
    rooms.leave(room);
    timers.advance(IDLE_MS - 1);
    const entering = rooms.enter(kitchen);
    timers.advance(10 * IDLE_MS);
    expect(await entering).toBe(room);
    expect(rooms.loaded(kitchen)).toBe(room);
  });

  test('stays until what was on its way to the log is there, though its author has gone', async () => {
    const { rooms, log, timers, commit } = newRooms();
    const ana = new MemoryPeer('ana');
    const room = await rooms.enter(kitchen);
    room.join(ana);
    log.appendGate.close();
    room.receive(ana, updateFrame(new OpWriter(7).next()));
    room.leave(ana);
    rooms.leave(room);
    timers.advance(5 * IDLE_MS);
    const entered = await rooms.enter(kitchen);
    expect(entered).toBe(room);
    rooms.leave(entered);
    log.appendGate.open();
    await commit.idle();
    timers.advance(5 * IDLE_MS);
    expect(rooms.size).toBe(0);
    expect((await rooms.enter(kitchen)).ledger.size).toBe(1);
  });

  test('goes early when too many bytes are in memory that nobody is at, the one left longest ago first', async () => {
    const { rooms, commit, timers } = newRooms({ maxIdleCartBytes: 2_500 });
    const visit = async (name: string) => {
      const ana = new MemoryPeer('ana');
      const room = await rooms.enter(name as CartId);
      room.join(ana);
      const writer = new OpWriter(7);
      while (room.ledger.byteCount < 1_000) room.receive(ana, updateFrame(writer.next()));
      await commit.idle();
      room.leave(ana);
      rooms.leave(room);
      return room.ledger.byteCount;
    };
    const names = ['one', 'two', 'three', 'four'];
    for (const name of names) expect(await visit(name)).toBeLessThan(1_250);
    const held = () => names.filter((name) => rooms.loaded(name as CartId) !== null);
    expect(held()).toEqual(['three', 'four']);
    // Coming back makes it the one left last.
    await visit('three');
    await visit('five');
    expect(held()).toEqual(['three']);
    timers.advance(IDLE_MS);
    expect(rooms.size).toBe(0);
    expect((await rooms.enter('one' as CartId)).ledger.byteCount).toBeGreaterThan(1_000);
  });

  test('is one of three thousand, all of which are forgotten', async () => {
    const { rooms, timers, commit } = newRooms();
    const entered = await Promise.all(
      Array.from({ length: 3_000 }, (_, i) => rooms.enter(`cart-${i}` as CartId)),
    );
    const ana = new MemoryPeer('ana');
    for (const [i, room] of entered.entries()) {
      room.join(ana);
      if (i % 100 === 0) room.receive(ana, updateFrame(new OpWriter(i + 1).next()));
    }
    expect(rooms.size).toBe(3_000);
    await commit.idle();
    for (const room of entered) {
      room.leave(ana);
      rooms.leave(room);
    }
    timers.advance(IDLE_MS);
    expect(rooms.size).toBe(0);
    expect(await rooms.listCarts()).toHaveLength(30);
  });
});

describe('a cart that cannot be loaded', () => {
  test('is refused to everybody who asks, is not kept, and is complained of once', async () => {
    const { rooms, log, errors } = newRooms();
    log.readFault = 'bad sector';
    await expect(Promise.all([rooms.enter(kitchen), rooms.enter(kitchen)])).rejects.toThrow('bad sector');
    await expect(rooms.enter(kitchen)).rejects.toThrow('bad sector');
    expect(rooms.size).toBe(0);
    expect(errors).toHaveLength(1);
  });

  test('is tried again by the next to ask, and complained of again if it fails again later', async () => {
    const { rooms, log, timers, errors } = newRooms();
    log.readFault = 'bad sector';
    await expect(rooms.enter(kitchen)).rejects.toThrow();
    log.readFault = null;
    rooms.leave(await rooms.enter(kitchen));
    timers.advance(IDLE_MS);
    log.readFault = 'bad sector';
    await expect(rooms.enter(kitchen)).rejects.toThrow();
    expect(errors).toHaveLength(2);
  });
});
