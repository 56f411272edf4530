import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeLedgerUpdate } from '../../protocol/ledger-update.ts';
import { addOp, eventually, newClient } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';

const VICTIM = 7;
const SID = '0123456789abcdef';

const varuints = (...values: number[]) =>
  encoding.encode((encoder) => values.forEach((value) => encoding.writeVarUint(encoder, value)));
const concat = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

/** An update of one struct with the value written by lib0, whatever it is. */
const forge = (
  write: (encoder: encoding.Encoder) => void,
  { client = 66, clock = 0, key = `${SID}.1` } = {},
) => {
  const struct = encoding.encode((encoder) => {
    encoding.writeUint8(encoder, 40);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'ops');
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, 1);
    write(encoder);
  });
  return encodeLedgerUpdate([{ client, clock, count: 1, pieces: [struct] }]);
};
const forgeValue = (value: unknown, at?: Parameters<typeof forge>[1]) =>
  forge((encoder) => encoding.writeAny(encoder, value as never), at);
const nestedArray = (depth: number) =>
  forge((encoder) => {
    for (let i = 0; i < depth; i++) [117, 1].forEach((byte) => encoding.writeUint8(encoder, byte));
    encoding.writeUint8(encoder, 126);
  });
const withProto = JSON.parse(`{"__proto__":{"kind":"add"}}`) as object;

const malformed: Record<string, Uint8Array> = {
  '30 million structs in 7 bytes': varuints(1, 30_000_000, 1, 0),
  "a GC struct over the victim's next 2^50 clocks": varuints(1, 1, VICTIM, 1, 0, 2 ** 50, 0),
  "a Skip struct over the victim's clocks": varuints(1, 1, VICTIM, 1, 10, 2 ** 40, 0),
  "deletes of the victim's future operations": varuints(0, 1, VICTIM, 1, 1, 2 ** 40),
  'a 40 kB nested array': nestedArray(20_000),
  'an array that claims 30 million items': forge((encoder) => {
    encoding.writeUint8(encoder, 117);
    encoding.writeVarUint(encoder, 30_000_000);
  }),
  'truncated bytes': forgeValue(addOp()).subarray(0, 40),
  'bytes after the end': concat(forgeValue(addOp()), varuints(1, 2, 3)),
  'a key __proto__ in an operation': forgeValue(addOp({ extra: withProto })),
  'a key constructor in an operation': forgeValue(addOp({ options: { constructor: 'x' } })),
  'an operation called __proto__': forgeValue(addOp(), { key: '__proto__' }),
  'a value that is no operation': forgeValue({ hello: 'world' }),
  'a negative price': forgeValue(addOp({ price: { amount: -1, currency: 'EUR' } })),
  'a quantity of half': forgeValue(addOp({ qty: 0.5 })),
  'an operation over 128 KiB': forgeValue(addOp({ extra: 'x'.repeat(128 * 1024) })),
  'a nested Y.Map': new OpWriter(66).write((ops) => ops.set(`${SID}.1`, new Y.Map())),
  'a nested Y.Doc': new OpWriter(66).write((ops) => ops.set(`${SID}.1`, new Y.Doc())),
};

const start = async () => {
  const relay = await newRelay();
  const victim = new OpWriter(VICTIM);
  const honest = await RawClient.connect(relay);
  honest.sendUpdate(victim.next());
  await eventually(() => expect(honest.durable(VICTIM)).toBe(1));
  return { relay, victim, honest, attacker: await RawClient.connect(relay) };
};
type Scene = Awaited<ReturnType<typeof start>>;

/** The victim, others at its cart and later ones still get all that is honest, and nothing else. */
async function expectUnharmed({ relay, victim, honest }: Scene): Promise<void> {
  const observer = newClient(relay);
  honest.sendUpdate(victim.next());
  await eventually(() => {
    expect(honest.durable(VICTIM)).toBe(2);
    expect(observer.ids).toEqual([...victim.doc.getMap('ops').keys()].sort());
  });
  expect(honest.refusals).toEqual([]);
  expect(observer.doc.store.pendingStructs).toBeNull();
  expect(Object.getPrototypeOf(observer.doc.getMap('ops').toJSON())).toBe(Object.prototype);
  expect((await fetch(`${relay.http}/carts/kitchen`)).status).toBe(200);
}

describe('refused as malformed, and without effect on anybody', () => {
  test.each(Object.entries(malformed))('%s', async (_, update) => {
    const scene = await start();
    for (const send of ['sendUpdate', 'sendStep2'] as const) scene.attacker[send](update);
    await eventually(() => expect(scene.attacker.refusals).toHaveLength(2));
    expect(scene.attacker.refusals.map(({ code }) => code)).toEqual(['malformed', 'malformed']);
    await expectUnharmed(scene);
  });
});

describe('the first to write keeps it', () => {
  test("the victim's (client, clock) with other content", async () => {
    const scene = await start();
    scene.attacker.sendUpdate(forgeValue(addOp({ qty: 9 }), { client: VICTIM, clock: 0 }));
    await eventually(() => expect(scene.attacker.refusals.map(({ code }) => code)).toEqual(['conflict']));
    await expectUnharmed(scene);
  });

  test("the victim's operation id under another client", async () => {
    const scene = await start();
    const [key] = scene.victim.doc.getMap('ops').keys();
    scene.attacker.sendUpdate(forgeValue(addOp({ qty: 9 }), { key: key as string }));
    await eventually(() => expect(scene.attacker.refusals.map(({ code }) => code)).toEqual(['conflict']));
    await expectUnharmed(scene);
  });

  test('the same operation id twice in one update', async () => {
    const scene = await start();
    const struct = (qty: number) => forgeValue(addOp({ qty })).subarray(4, -1);
    const pieces = [struct(1), struct(2)];
    scene.attacker.sendUpdate(encodeLedgerUpdate([{ client: 66, clock: 0, count: 2, pieces }]));
    await eventually(() => {
      expect(scene.attacker.durable(66)).toBe(1);
      expect(scene.attacker.refusals.map(({ code }) => code)).toEqual(['conflict']);
    });
  });
});

describe('gaps', () => {
  test('are refused and answered with what the relay has', async () => {
    const scene = await start();
    const before = scene.attacker.of('syncStep1').length;
    scene.attacker.sendUpdate(forgeValue(addOp(), { clock: 5 }));
    await eventually(() => expect(scene.attacker.of('syncStep1')).toHaveLength(before + 1));
    expect(scene.attacker.refusals.map(({ code }) => code)).toEqual(['gap']);
    expect(scene.attacker.of('syncStep1').at(-1)?.stateVector).toEqual(new Map([[VICTIM, 1]]));
    await expectUnharmed(scene);
  });

  test('an operation refused for good does not make the relay ask for it for ever', async () => {
    const scene = await start();
    const writer = new OpWriter(66);
    writer.write((ops) => ops.set('no operation id', addOp()));
    scene.attacker.sendUpdate(writer.next());
    await eventually(() => expect(scene.attacker.refusals.map(({ code }) => code)).toEqual(['gap']));
    const asked = scene.attacker.of('syncStep1').length;
    scene.attacker.sendStep2(writer.all);
    await eventually(() =>
      expect(scene.attacker.refusals.map(({ code }) => code)).toEqual(['gap', 'malformed']),
    );
    expect(scene.attacker.of('syncStep1')).toHaveLength(asked);
  });

  test("one client's refused operation does not hold up another's in the same update", async () => {
    const scene = await start();
    const bad = forgeValue({ kind: 'nonsense' }, { client: 900 });
    const good = new OpWriter(4).next();
    scene.attacker.sendUpdate(Y.mergeUpdates([bad, good]));
    await eventually(() => expect(scene.attacker.durable(4)).toBe(1));
    expect(scene.attacker.refusals.map(({ code }) => code)).toEqual(['malformed']);
    expect(scene.attacker.durable(900)).toBe(0);
  });
});

describe('frames that are not of the protocol end the connection, nobody else’s', () => {
  const update = forgeValue(addOp());
  const frames: Record<string, Uint8Array> = {
    'an empty message': Uint8Array.of(),
    'an unknown type': varuints(77),
    'a frame only the relay sends': concat(varuints(100, 0)),
    'an unknown sync message': varuints(0, 9, 0),
    'a length beyond the message': varuints(0, 2, 1_000),
    'a state vector that claims 2^30 clients': concat(varuints(0, 0), varuints(5), varuints(2 ** 30)),
    'an update with bytes after it': concat(varuints(0, 2, update.length), update, Uint8Array.of(1)),
    'presence that claims 2^30 clients': concat(varuints(1, 5), varuints(2 ** 30)),
    'presence that is not JSON': concat(varuints(1, 5, 1, 66, 1, 1), Uint8Array.of(0x7b)),
  };
  test.each(Object.entries(frames))('%s', async (_, frame) => {
    const scene = await start();
    scene.attacker.send(frame);
    expect(await scene.attacker.closed).toMatchObject({ code: 4400 });
    await expectUnharmed(scene);
  });

  test('a text message', async () => {
    const scene = await start();
    scene.attacker.socket.send('hello');
    expect(await scene.attacker.closed).toMatchObject({ code: 4400 });
    await expectUnharmed(scene);
  });

  test('a message over 1 MiB', async () => {
    const scene = await start();
    scene.attacker.send(new Uint8Array(1024 * 1024 + 1));
    expect(await scene.attacker.closed).toMatchObject({ code: 4413 });
    await expectUnharmed(scene);
  });
});
