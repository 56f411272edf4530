import { updateFrame } from '../../protocol/relay-frame.ts';
import type { RefusalCode } from '../../protocol/frames.ts';
import { refused, require, type Attack, type Finding } from './attack.ts';
import { AttackWriter, presenceFrame } from './attack-writer.ts';
import { until } from './attacker.ts';
import type { Scene } from './scene.ts';

type Victim = Awaited<ReturnType<Scene['victim']>>;

/** Mallory's update is refused with that code, and the victim goes on as if nothing had been. */
async function expectRefused(
  scene: Scene,
  code: RefusalCode,
  forge: (victim: Victim, writer: AttackWriter) => Uint8Array,
): Promise<Finding> {
  const victim = await scene.victim();
  const writer = new AttackWriter('mallory');
  const refusal = await victim.mallory.offer(forge(victim, writer), writer.client, 0);
  require(refusal?.code === code, `it was ${refusal === null ? 'stored' : refusal.code}`);
  const { ana, honest } = victim;
  const next = ana.add({ product: { id: '2', name: 'second' }, qty: 7 });
  require((await honest.offer(next, ana.client, 1)) === null, "the victim's next operation was refused");
  const body = (await (await scene.ask(`/carts/${victim.cart}`, scene.asAdmin)).json()) as {
    readonly units: number;
  };
  require(body.units === 8, `the cart has ${body.units} units, not 8`);
  return refused(`${code}: ${refusal.reason}`);
}

export const attacksOnHistory: readonly Attack[] = [
  {
    name: "the victim's (client, clock) with other content",
    run: (scene) =>
      expectRefused(scene, 'conflict', ({ ana }, writer) =>
        writer.write(`${ana.sid}.1`, 0, writer.op({ qty: 9 }), ana.client),
      ),
  },
  {
    name: "the victim's next clock, in Mallory's own name",
    run: (scene) =>
      expectRefused(scene, 'forbidden', ({ ana }, writer) =>
        writer.write(`${writer.sid}.1`, 1, writer.op(), ana.client),
      ),
  },
  {
    name: "the victim's next operation, in the victim's name",
    run: (scene) =>
      expectRefused(scene, 'forbidden', ({ ana }, writer) =>
        writer.write(`${ana.sid}.2`, 1, writer.op({ by: 'ana', qty: 99 }), ana.client),
      ),
  },
  {
    name: "the victim's session under another Yjs client",
    run: (scene) =>
      expectRefused(scene, 'conflict', ({ ana }, writer) => writer.write(`${ana.sid}.2`, 0, writer.op())),
  },
  {
    name: "a clear that has seen the victim's future",
    run: (scene) =>
      expectRefused(scene, 'gap', ({ ana }, writer) =>
        writer.write(`${writer.sid}.1`, 0, writer.op({ kind: 'clear', seen: { [ana.sid]: 1_000 } })),
      ),
  },
  {
    name: 'a step down on a line that the victim has not opened yet',
    run: (scene) =>
      expectRefused(scene, 'gap', ({ ana }, writer) =>
        writer.write(`${writer.sid}.1`, 0, writer.op({ kind: 'inc', line: `${ana.sid}.2`, delta: -999_999 })),
      ),
  },
  {
    name: 'a clock ten years ahead',
    run: (scene) =>
      expectRefused(scene, 'clock', (_, writer) => {
        const at = `${String(Date.now() + 315_360_000_000).padStart(15, '0')}-00000`;
        return writer.add({ kind: 'title', title: 'for ever', at });
      }),
  },
  {
    name: 'writing first with a client id that the victim has only shown',
    async run(scene) {
      const cart = scene.newCart();
      const ana = new AttackWriter('ana');
      const [honest, mallory] = [await scene.enter(cart, { user: 'ana' }), await scene.enter(cart)];
      honest.send(presenceFrame(ana.client, 1, {}));
      await until(() => mallory.presence.length > 0, 'the victim to be seen');
      const writer = new AttackWriter('mallory', ana.client);
      const refusal = await mallory.offer(writer.add(), ana.client, 0);
      require(refusal?.code === 'forbidden', `it was ${refusal === null ? 'stored' : refusal.code}`);
      require((await honest.offer(ana.add(), ana.client, 0)) === null, 'the victim was refused');
      return refused(`forbidden: ${refusal.reason}`);
    },
  },
  {
    name: 'updates with missing dependencies, 20,000 of them',
    async run(scene) {
      const { cart, mallory } = await scene.victim();
      const writer = new AttackWriter('mallory');
      writer.add();
      for (let i = 0; i < 20_000; i++) mallory.send(updateFrame(writer.add()));
      await until(() => mallory.refusals.length === 20_000, 'all to be refused', 20_000);
      require(mallory.refusals.every(({ code }) => code === 'gap'), 'something else than gaps');
      require(mallory.asked < 20, `the relay asked for them ${mallory.asked} times`);
      const raw = (await (await scene.ask(`/carts/${cart}/raw`, scene.asAdmin)).json()) as {
        readonly ops: unknown[];
      };
      require(raw.ops.length === 1, 'something was stored');
      return refused(`20,000 gaps refused, nothing kept; asked for what is missing ${mallory.asked} times`);
    },
  },
];
