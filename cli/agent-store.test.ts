import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import type { CartId, UserId } from '../cart/ids.ts';
import { addLine } from '../cart/commands.ts';
import { Replica } from '../cart/replica.ts';
import { viewCart } from '../cart/view.ts';
import { FaultInjectingLog } from '../relay/testing/fault-injecting-log.ts';
import { MemoryUpdateLog } from '../relay/testing/memory-update-log.ts';
import { AgentStore } from './agent-store.ts';

const cartId = 'kitchen' as CartId;
let sessions = 0;

async function newAgent(log = new FaultInjectingLog(new MemoryUpdateLog())) {
  const failures: unknown[] = [];
  const doc = new Y.Doc();
  const store = await AgentStore.open({
    ...{ log, cartId, doc, clock: () => 1 },
    onFailure: (error) => failures.push(error),
  });
  onTestFinished(() => store.destroy());
  const replica = new Replica(doc, {
    ...{ user: 'Ana' as UserId, clock: () => 1 },
    randomBytes: (length) => new Uint8Array(length).fill((sessions += 1)),
  });
  return {
    ...{ log, store, failures },
    add: () =>
      replica.perform(
        addLine(replica.fold, { id: 'milk', name: 'Milk' }, { amount: 129, currency: 'EUR' }, 1),
      ),
    units: () => viewCart(replica.fold, 1).units,
    stored: async () => (await log.read(cartId)).length,
  };
}

describe('AgentStore', () => {
  test('finds again what was stored, and goes on from there', async () => {
    const first = await newAgent();
    first.add();
    first.add();
    await first.store.saved();
    const second = await newAgent(first.log);
    expect(second.units()).toBe(2);
    second.add();
    await second.store.saved();
    expect((await newAgent(first.log)).units()).toBe(3);
  });

  test('is saved when the log has it, not before, and later changes do not hold that up', async () => {
    const { log, store, add, stored } = await newAgent();
    log.appendGate.close();
    add();
    let isSaved = false;
    const saved = store.saved().then(() => (isSaved = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect([isSaved, await stored()]).toEqual([false, 0]);
    add();
    log.appendGate.open();
    await saved;
    expect(await stored()).toBeGreaterThanOrEqual(1);
    await store.saved();
    expect(await stored()).toBe(2);
  });

  test('what the disk refuses is reported, kept in order, and stored when it can be', async () => {
    const { log, store, failures, add, stored } = await newAgent();
    log.writeFault = 'no space';
    add();
    await expect(store.saved()).rejects.toThrow('no space');
    add();
    await expect(store.saved()).rejects.toThrow('no space');
    expect([failures.length > 0, await stored()]).toEqual([true, 0]);
    log.writeFault = null;
    await store.saved();
    expect(await stored()).toBe(2);
    expect((await newAgent(log)).units()).toBe(2);
  });

  test('a log that cannot be read is no empty cart', async () => {
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    log.readFault = 'bad sector';
    await expect(newAgent(log)).rejects.toThrow('bad sector');
  });
});
