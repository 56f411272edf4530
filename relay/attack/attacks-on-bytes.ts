import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { encodeLedgerUpdate } from '../../protocol/ledger-update.ts';
import { updateFrame } from '../../protocol/relay-frame.ts';
import { refused, require, type Attack } from './attack.ts';
import { until } from './attacker.ts';
import { AttackWriter, structOf } from './attack-writer.ts';
import { residentMegabytes } from './process-figures.ts';
import type { Scene } from './scene.ts';

const varuints = (...values: readonly number[]): Uint8Array =>
  encoding.encode((encoder) => values.forEach((value) => encoding.writeVarUint(encoder, value)));
const ofStruct = (struct: Uint8Array): Uint8Array =>
  encodeLedgerUpdate([{ client: 66, clock: 0, count: 1, pieces: [struct] }]);
const ofOp = (op: object, key = '0123456789abcdef.1'): Uint8Array => ofStruct(structOf(key, op));
const mallory = new AttackWriter('mallory');
/** A struct whose value is these bytes. */
const ofValue = (...bytes: readonly number[]): Uint8Array =>
  ofStruct(Uint8Array.from([...structOf('0123456789abcdef.1', null).subarray(0, -1), ...bytes]));
const keyed = (key: string): unknown => JSON.parse(`{"${key}":{"a":1}}`) as unknown;

/** What no honest client sends: by name, as an update about the victim's client. */
const malformed: Readonly<Record<string, (victim: number) => Uint8Array>> = {
  '7 bytes that claim 30 million structs': () => varuints(1, 30_000_000, 1, 0),
  "a GC struct over the victim's next 2^50 clocks": (victim) => varuints(1, 1, victim, 1, 0, 2 ** 50, 0),
  "a Skip struct over the victim's clocks": (victim) => varuints(1, 1, victim, 1, 10, 2 ** 40, 0),
  "deletes of the victim's future operations": (victim) => varuints(0, 1, victim, 1, 1, 2 ** 40),
  'an array nested 20,000 deep in 40 kB': () =>
    ofValue(...Array.from({ length: 20_000 }, () => [117, 1]).flat(), 126),
  'an array that claims 30 million items': () => ofValue(117, ...varuints(30_000_000)),
  'an operation cut short': () => ofOp(mallory.op()).subarray(0, 40),
  'an operation over 128 KiB': () => ofOp(mallory.op({ extra: 'x'.repeat(128 * 1024) })),
  'the key __proto__ in an operation': () => ofOp(mallory.op({ extra: keyed('__proto__') })),
  'the key constructor in an operation': () => ofOp(mallory.op({ options: keyed('constructor') })),
  'an operation called __proto__': () => ofOp(mallory.op(), '__proto__'),
  'a nested Y type': () => {
    const doc = new Y.Doc();
    doc.getMap('ops').set('0123456789abcdef.1', new Y.Map());
    return Y.encodeStateAsUpdate(doc);
  },
  'a negative price': () => ofOp(mallory.op({ price: { amount: -1, currency: 'EUR' } })),
};

/** It is refused at once and without memory, and the victim's next operation arrives. */
async function offerMalformed(scene: Scene, forge: (victim: number) => Uint8Array) {
  const { ana, honest, mallory: attacker } = await scene.victim();
  const before = residentMegabytes(scene.pid);
  const update = forge(ana.client);
  const refusal = await attacker.offer(update, 66, 0);
  require(refusal?.code === 'malformed', `it was ${refusal === null ? 'stored' : refusal.code}`);
  const grown = residentMegabytes(scene.pid) - before;
  require(grown < 100, `the relay grew by ${grown} MB`);
  require((await honest.offer(ana.add(), ana.client, 1)) === null, "the victim's next operation was refused");
  await until(() => attacker.doc.getMap('ops').size === 2, "the victim's next operation");
  require(attacker.doc.store.pendingStructs === null, 'something is passed on that waits for ever');
  return refused(`${update.length} bytes: malformed, ${refusal.reason}`);
}

export const attacksOnBytes: readonly Attack[] = [
  ...Object.entries(malformed).map(([name, forge]) => ({
    name,
    run: (scene: Scene) => offerMalformed(scene, forge),
  })),
  {
    name: 'a message over 1 MiB',
    async run(scene) {
      const { mallory: attacker } = await scene.victim();
      attacker.send(new Uint8Array(1024 * 1024 + 1));
      const end = await attacker.end();
      require(end.startsWith('4413'), `closed with ${end}`);
      return refused(end);
    },
  },
  {
    name: 'a message in half a million fragments',
    async run(scene) {
      const { mallory: attacker } = await scene.victim();
      const tiny = Uint8Array.of(0);
      const send = (fin: boolean) => attacker.socket.send(tiny, { fin, binary: true }, () => undefined);
      for (let i = 0; i < 500_000 && attacker.ended === null; i++) {
        send(false);
        if (i % 5_000 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      const end = await attacker.end();
      return refused(end);
    },
  },
  {
    name: 'bytes that are no message at all',
    async run(scene) {
      const ends: string[] = [];
      for (const frame of [
        Uint8Array.of(),
        varuints(77),
        varuints(100, 0),
        varuints(0, 2, 1_000),
        varuints(1, 5, 2 ** 30),
      ]) {
        const attacker = await scene.enter(scene.newCart());
        attacker.send(frame);
        ends.push(await attacker.end());
      }
      require(ends.every((end) => end.startsWith('4400')), ends.join('; '));
      return refused('each closed with 4400');
    },
  },
  {
    name: 'malformed updates, over and over',
    async run(scene) {
      const { mallory: attacker } = await scene.victim();
      const frame = updateFrame(varuints(1, 30_000_000, 1, 0));
      for (let i = 0; i < 10_000 && attacker.ended === null; i++) attacker.send(frame);
      const end = await attacker.end();
      require(end.startsWith('4400'), `closed with ${end}`);
      return refused(`${end}, after ${attacker.refusals.length} refusals`);
    },
  },
];
