import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import { GroupCommit, type Submission, type Submitter } from './group-commit.ts';
import { StorageHealth } from '../log/storage-health.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';

const PROBE_MS = 1_000;

class Cart implements Submitter<string> {
  readonly heard: string[] = [];
  readonly cartId: CartId;
  failsWhenTold = false;

  constructor(id: string) {
    this.cartId = id as CartId;
  }

  committed(submissions: readonly Submission<string>[]): void {
    if (this.failsWhenTold) throw new Error('a fault in this cart');
    this.heard.push(`committed ${submissions.map(({ author }) => author).join('+')}`);
  }

  refused(submissions: readonly Submission<string>[], reason: string): void {
    this.heard.push(`refused ${submissions.map(({ author }) => author).join('+')}: ${reason}`);
  }
}

let clock = 0;
const submission = (author: string): Submission<string> => {
  clock += 1;
  const record = {
    client: 1,
    clock,
    opId: `aaaaaaaaaaaaaaaa.${clock}` as OpId,
    storedAt: 0,
    bytes: new Uint8Array(9),
  };
  return { author, records: [record], bytes: 9 };
};

function setUp() {
  const log = new FaultInjectingLog(new MemoryUpdateLog());
  const timers = new ManualTimers();
  const logger = pino({ level: 'silent' });
  const health = new StorageHealth({ log, timers, logger, probeMs: PROBE_MS });
  const commit = new GroupCommit<string>({ log, health, timers, logger });
  return { log, timers, health, commit, kitchen: new Cart('kitchen'), ward: new Cart('ward') };
}

/** Lets promises that are due settle. */
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('grouping', () => {
  test('what is submitted in one turn is stored with one append, whatever the cart', async () => {
    const { log, commit, kitchen, ward } = setUp();
    commit.submit(kitchen, submission('a'));
    commit.submit(ward, submission('b'));
    commit.submit(kitchen, submission('c'));
    await commit.idle();
    expect(log.appends).toBe(1);
    expect([kitchen.heard, ward.heard]).toEqual([['committed a+c'], ['committed b']]);
  });

  test('what comes while an append runs goes into the next, and nobody hears anything early', async () => {
    const { log, commit, kitchen } = setUp();
    log.appendGate.close();
    commit.submit(kitchen, submission('a'));
    await settle();
    commit.submit(kitchen, submission('b'));
    commit.submit(kitchen, submission('c'));
    await settle();
    expect([log.appends, kitchen.heard]).toEqual([1, []]);
    log.appendGate.open();
    await commit.idle();
    expect([log.appends, kitchen.heard]).toEqual([2, ['committed a', 'committed b+c']]);
  });

  test('a cart that fails when told does not keep the others from hearing', async () => {
    const { commit, kitchen, ward } = setUp();
    kitchen.failsWhenTold = true;
    commit.submit(kitchen, submission('a'));
    commit.submit(ward, submission('b'));
    await commit.idle();
    expect(ward.heard).toEqual(['committed b']);
  });
});

describe('a log that fails', () => {
  test('refuses the append and everything queued behind it', async () => {
    const { log, health, commit, kitchen, ward } = setUp();
    log.appendGate.close();
    commit.submit(kitchen, submission('a'));
    await settle();
    commit.submit(kitchen, submission('b'));
    commit.submit(ward, submission('c'));
    log.writeFault = 'disk full';
    log.appendGate.open();
    await commit.idle();
    expect(kitchen.heard).toEqual(['refused a+b: disk full']);
    expect(ward.heard).toEqual(['refused c: disk full']);
    expect(health.fault).toBe('disk full');
  });

  test('is not tried with operations again until a probe has succeeded', async () => {
    const { log, timers, health, commit, kitchen } = setUp();
    let recoveries = 0;
    health.onRecovery(() => (recoveries += 1));
    log.writeFault = 'disk full';
    commit.submit(kitchen, submission('a'));
    await commit.idle();
    timers.advance(PROBE_MS);
    await settle();
    expect([health.fault, recoveries]).toEqual(['disk full', 0]);

    log.writeFault = null;
    commit.submit(kitchen, submission('b'));
    await commit.idle();
    expect(log.appends).toBe(1);
    timers.advance(PROBE_MS);
    await settle();
    expect([health.fault, recoveries]).toEqual([null, 1]);
    commit.submit(kitchen, submission('c'));
    await commit.idle();
    expect(kitchen.heard).toEqual(['refused a: disk full', 'refused b: disk full', 'committed c']);
  });
});
