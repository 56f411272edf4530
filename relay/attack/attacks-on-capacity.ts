import { connect } from 'node:net';
import * as Y from 'yjs';
import { defaultLimits } from '../../protocol/limits.ts';
import { syncStep1Frame, updateFrame } from '../../protocol/relay-frame.ts';
import { harmless, refused, require, type Attack } from './attack.ts';
import { AttackWriter, presenceFrame } from './attack-writer.ts';
import { until, type Attacker } from './attacker.ts';
import { processorSeconds, residentMegabytes } from './process-figures.ts';
import type { Scene } from './scene.ts';

const MEBIBYTE = 2 ** 20;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends as fast as the network takes it, for so long or until it is cut off; gives how many were sent. */
async function flood(attacker: Attacker, frame: () => Uint8Array, ms: number): Promise<number> {
  const end = Date.now() + ms;
  let sent = 0;
  while (Date.now() < end && attacker.ended === null) {
    for (let i = 0; i < 50 && attacker.socket.bufferedAmount < MEBIBYTE; i++, sent++) attacker.send(frame());
    // Waiting in a loop would take the processor from those whose time is measured.
    if (attacker.socket.bufferedAmount < MEBIBYTE) await new Promise((resolve) => setImmediate(resolve));
    else await sleep(2);
  }
  return sent;
}

const asksForAll = syncStep1Frame(Uint8Array.of(0));

/** Ends of those connections that have one, and how many have it. */
function endsOf(attackers: readonly Attacker[]): string {
  const counts = new Map<string, number>();
  for (const { ended } of attackers)
    counts.set(ended ?? 'still there', (counts.get(ended ?? 'still there') ?? 0) + 1);
  return [...counts].map(([end, count]) => `${count} × ${end}`).join('; ');
}

/** A cart filled to its limit, by someone who may write to it. */
async function fillCart(scene: Scene) {
  const cart = scene.newCart();
  const mallory = await scene.enter(cart);
  mallory.isListening = false;
  const writer = new AttackWriter('mallory');
  const extra = 'x'.repeat(127 * 1024);
  let sent = 0;
  while (mallory.refusals.length === 0 && sent < 600) {
    mallory.send(updateFrame(writer.add({ extra })));
    sent += 1;
    await until(() => mallory.socket.bufferedAmount < 4 * MEBIBYTE, 'the relay to read', 30_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => mallory.refusals.length > 0, 'the cart to be full', 30_000);
  return { cart, mallory, refusal: mallory.refusals[0]?.code };
}

export const attacksOnCapacity: readonly Attack[] = [
  {
    name: 'updates as fast as the network takes them, for 3 s on 3 connections',
    async run(scene) {
      const { cart, mallory, first } = await scene.victim();
      const others = await Promise.all([scene.enter(cart), scene.enter(cart)]);
      const before = processorSeconds(scene.pid);
      const sent = await Promise.all(
        [mallory, ...others].map((one) => flood(one, () => updateFrame(first), 3_000)),
      );
      return harmless(
        `${sent.reduce((sum, n) => sum + n)} sent, read as fast as is fair: ${Math.round(((processorSeconds(scene.pid) - before) / 3) * 100)} % of a core`,
      );
    },
  },
  {
    name: 'a cart filled to the brim',
    async run(scene) {
      const { refusal } = await fillCart(scene);
      require(refusal === 'quota', `refused with ${refusal}`);
      return refused(
        `quota, after ${Math.round(defaultLimits.maxCartBytes / MEBIBYTE)} MiB; the relay has ${residentMegabytes(scene.pid)} MB`,
      );
    },
  },
  {
    name: 'asking 40 times for 32 MiB, and reading none of it',
    async run(scene) {
      const { cart, mallory } = await fillCart(scene);
      mallory.leave();
      const before = residentMegabytes(scene.pid);
      const readers = await Promise.all(Array.from({ length: 40 }, () => scene.enter(cart)));
      let most = before;
      for (const [i, reader] of readers.entries()) {
        reader.isListening = false;
        reader.socket.pause();
        // Each lacks something else, so that no answer can be shared.
        for (let j = 0; j < 5; j++) {
          reader.send(syncStep1Frame(Y.encodeStateVector(new Map([[5 * i + j + 1, 1]]))));
          reader.send(asksForAll);
        }
        await sleep(25);
        most = Math.max(most, residentMegabytes(scene.pid));
      }
      await sleep(1_000);
      most = Math.max(most, residentMegabytes(scene.pid));
      for (const reader of readers) reader.socket.resume();
      require(most < 512, `the relay grew to ${most} MB`);
      return harmless(`the relay grew from ${before} to ${most} MB`);
    },
  },
  {
    name: 'reading nothing while a cart moves',
    async run(scene) {
      const { cart, honest, ana } = await scene.victim();
      honest.isListening = false;
      const slow = await Promise.all(Array.from({ length: 3 }, () => scene.enter(cart)));
      for (const one of slow) one.socket.pause();
      const extra = 'x'.repeat(100_000);
      for (let i = 1; i <= 250; i++) {
        honest.send(updateFrame(ana.add({ extra })));
        if (i % 25 === 0) await until(() => honest.durable(ana.client) > i, 'the cart to move');
      }
      await sleep(300);
      for (const one of slow) one.socket.resume();
      await until(() => slow.every(({ ended }) => ended !== null), 'all to be cut off', 10_000);
      require(slow.every(({ ended }) => /^(4508|1006)/.test(ended ?? '')), endsOf(slow));
      return refused(endsOf(slow));
    },
  },
  {
    name: 'asking for the whole cart, over and over',
    async run(scene) {
      const { mallory } = await scene.victim();
      const sent = await flood(mallory, () => asksForAll, 3_000);
      const end = await mallory.end();
      require(end.startsWith('4429'), end);
      return refused(`${end}, after ${sent} were sent`);
    },
  },
  {
    name: 'presence as fast as the network takes it',
    async run(scene) {
      const { mallory } = await scene.victim();
      let clock = 0;
      const sent = await flood(mallory, () => presenceFrame(66, ++clock, { x: 'x'.repeat(500) }), 3_000);
      const end = await mallory.end();
      require(end.startsWith('4429'), end);
      return refused(`${end}, after ${sent} were sent`);
    },
  },
  {
    name: '500 people at a cart whose presence moves every second',
    async run(scene) {
      const cart = scene.newCart();
      const crowd = await Promise.all(
        Array.from({ length: 500 }, (_, i) => scene.enter(cart, { user: `visitor-${i % 100}` })),
      );
      for (const one of crowd) one.isListening = false;
      const before = processorSeconds(scene.pid);
      const started = Date.now();
      for (let clock = 1; clock <= 4; clock++) {
        crowd.forEach((one, i) => one.send(presenceFrame(1_000 + i, clock, { editing: `row-${clock}` })));
        await sleep(1_000);
      }
      const share = (processorSeconds(scene.pid) - before) / ((Date.now() - started) / 1000);
      require(share < 0.7, `it takes ${Math.round(share * 100)} % of a core`);
      return harmless(`${Math.round(share * 100)} % of a core`);
    },
  },
  {
    name: 'pings as fast as the network takes them',
    async run(scene) {
      const { mallory } = await scene.victim();
      const before = residentMegabytes(scene.pid);
      mallory.socket.pause();
      const end = Date.now() + 2_000;
      let sent = 0;
      while (Date.now() < end && mallory.ended === null) {
        for (let i = 0; i < 100 && mallory.socket.bufferedAmount < MEBIBYTE; i++, sent++)
          mallory.socket.ping('', true, () => undefined);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const grown = residentMegabytes(scene.pid) - before;
      require(grown < 64, `the relay grew by ${grown} MB`);
      if (mallory.ended !== null) return refused(`${mallory.ended}, after ${sent} were sent`);
      return harmless(`${sent} sent and no answer read: the relay grew by ${Math.max(0, grown)} MB`);
    },
  },
  {
    name: '250 connections of one user',
    async run(scene) {
      const cart = scene.newCart();
      const all = Array.from({ length: 250 }, () => scene.dial(cart, {}, { user: 'sybil' }));
      await Promise.all(all.map((one) => one.greeted()));
      const turnedAway = all.filter(({ ended }) => ended?.startsWith('4429')).length;
      require(turnedAway === 250 - defaultLimits.maxConnectionsPerUser, endsOf(all));
      return refused(`${turnedAway} × 4429`);
    },
  },
  {
    name: '1,050 connections from one address, by 50 users',
    async run(scene) {
      const [cart, from] = [scene.newCart(), scene.newAddress()];
      const all: Attacker[] = [];
      for (let i = 0; i < 1_050; i++) {
        all.push(scene.dial(cart, { from }, { user: `sybil-${i % 50}` }));
        if (i % 50 === 49) await Promise.all(all.slice(-50).map((one) => one.greeted()));
      }
      const turnedAway = all.filter(({ ended }) => ended?.startsWith('4429')).length;
      require(turnedAway === 1_050 - defaultLimits.maxConnectionsPerAddress, endsOf(all));
      return refused(`${turnedAway} × 4429`);
    },
  },
  {
    name: '1,050 new carts by one user',
    async run(scene) {
      let [begun, quota] = [0, 0];
      for (let i = 0; i < 21; i++) {
        const attackers = await Promise.all(
          Array.from({ length: 50 }, () => scene.enter(scene.newCart(), { user: 'hoarder' })),
        );
        const answers = await Promise.all(
          attackers.map((attacker) => {
            const writer = new AttackWriter('hoarder');
            return attacker.offer(writer.add(), writer.client, 0);
          }),
        );
        begun += answers.filter((refusal) => refusal === null).length;
        quota += answers.filter((refusal) => refusal?.code === 'quota').length;
        for (const attacker of attackers) attacker.leave();
      }
      require(begun <= defaultLimits.maxCartsBegunPerHour + 1 &&
        quota > 40, `${begun} begun, ${quota} refused`);
      return refused(`quota, after ${begun} carts`);
    },
  },
  {
    name: '1,200 Yjs clients by one connection',
    async run(scene) {
      const { mallory } = await scene.victim();
      mallory.isListening = false;
      let refusal: string | undefined;
      for (let i = 0; i < 1_200 && refusal === undefined; i++) {
        const writer = new AttackWriter('mallory', 10_000 + i);
        mallory.send(updateFrame(writer.add()));
        refusal = mallory.refusals[0]?.code;
      }
      await until(() => mallory.refusals.length > 0, 'a refusal');
      require(mallory.refusals[0]?.code === 'quota', `refused with ${mallory.refusals[0]?.code}`);
      return refused(`quota: ${mallory.refusals[0].reason}`);
    },
  },
  {
    name: '200 connections without a token that send 1 MiB each at once',
    async run(scene) {
      const before = residentMegabytes(scene.pid);
      const all = Array.from({ length: 200 }, () => scene.dial('kitchen', { token: null }));
      const load = new Uint8Array(MEBIBYTE - 100);
      for (const one of all) one.socket.on('open', () => one.send(load));
      await Promise.all(all.map((one) => one.end()));
      const grown = residentMegabytes(scene.pid) - before;
      require(all.every(({ ended }) => /^(4401|1006)/.test(ended ?? '')), endsOf(all));
      require(grown < 100, `the relay grew by ${grown} MB`);
      return refused(`${endsOf(all)}; the relay grew by ${Math.max(0, grown)} MB`);
    },
  },
  {
    name: '3,000 HTTP requests from one address',
    async run(scene) {
      const from = scene.newAddress();
      const statuses: number[] = [];
      for (let i = 0; i < 60; i++) {
        const answers = await Promise.all(
          Array.from({ length: 50 }, () => scene.ask('/carts/kitchen', { from })),
        );
        for (const answer of answers) {
          statuses.push(answer.status);
          await answer.arrayBuffer();
        }
      }
      const tooMany = statuses.filter((status) => status === 429).length;
      require(tooMany > 100 && statuses.every((status) => [401, 429].includes(status)), [
        ...new Set(statuses),
      ].join());
      return refused(`${statuses.length - tooMany} × 401, ${tooMany} × 429`);
    },
  },
  {
    name: '200 requests that never end',
    async run(scene) {
      const { port } = new URL(scene.http);
      let ended = 0;
      const sockets = Array.from({ length: 200 }, () => {
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('connect', () => socket.write('GET /sync/kitchen HTTP/1.1\r\nHost: x\r\n'));
        socket.on('error', () => undefined);
        socket.on('data', () => undefined);
        socket.on('close', () => (ended += 1));
        return socket;
      });
      await until(
        () => ended === sockets.length,
        'them to be ended',
        2 * defaultLimits.authenticateMs + 5_000,
      );
      return refused('all ended by the relay');
    },
  },
];
