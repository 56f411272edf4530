import { randomBytes } from 'node:crypto';
import { harmless, refused, require, type Attack } from './attack.ts';
import { AttackWriter, presenceFrame } from './attack-writer.ts';
import { until, type Forgery } from './attacker.ts';
import { readPresence } from '../carts/presence-update.ts';
import type { Scene } from './scene.ts';

/** A token that must not open a cart. */
const turnedAway = (name: string, forgery: Forgery, code: string): Attack => ({
  name,
  async run(scene) {
    const attacker = await scene.dial('kitchen', {}, forgery).greeted();
    require(attacker.ended?.startsWith(code) === true, attacker.ended ?? 'it was let in');
    return refused(attacker.ended);
  },
});

async function dialWith(scene: Scene, token: string | null, url = `${scene.ws}/kitchen`) {
  const attacker = await scene.dial('kitchen', { token, url }).greeted();
  require(attacker.ended?.startsWith('4401') === true, attacker.ended ?? 'it was let in');
  return refused(attacker.ended);
}

export const attacksOnAccess: readonly Attack[] = [
  { name: 'no token', run: (scene) => dialWith(scene, null) },
  turnedAway('a token signed with another secret', { secret: randomBytes(32) }, '4401'),
  turnedAway('a token with alg "none"', { alg: 'none' }, '4401'),
  turnedAway('a token with another algorithm', { alg: 'HS512' }, '4401'),
  turnedAway('an expired token', { life: -10, issued: -3_600 }, '4401'),
  turnedAway('a token of the future', { issued: 3_600, life: 7_200 }, '4401'),
  turnedAway('a token that lives for a hundred years', { life: 100 * 365 * 86_400 }, '4401'),
  turnedAway("another cart's token", { cart: 'pantry' }, '4403'),
  {
    name: "a reader's token made an editor's",
    run(scene) {
      const [head = '', claims = '', signature = ''] = scene.token({ role: 'reader' }).split('.');
      const text = Buffer.from(claims, 'base64url').toString().replace('"reader"', '"editor"');
      return dialWith(scene, `${head}.${Buffer.from(text).toString('base64url')}.${signature}`);
    },
  },
  {
    name: 'a token in the address',
    run: (scene) => dialWith(scene, null, `${scene.ws}/kitchen?token=${scene.token()}`),
  },
  {
    name: 'writing with a reader’s token',
    async run(scene) {
      const { cart } = await scene.victim();
      const reader = await scene.enter(cart, { role: 'reader' });
      const writer = new AttackWriter('mallory');
      const refusal = await reader.offer(writer.add(), writer.client, 0);
      require(refusal?.code === 'forbidden', 'it was stored');
      return refused(`forbidden: ${refusal.reason}`);
    },
  },
  {
    name: 'staying after the token has expired',
    async run(scene) {
      const attacker = await scene.enter(scene.newCart(), { life: 2 });
      const end = await attacker.end();
      require(end.startsWith('4401'), end);
      return refused(end);
    },
  },
  {
    name: 'replaying a token that was revoked',
    async run(scene) {
      const tokenId = `stolen-${randomBytes(4).toString('hex')}`;
      const cart = scene.newCart();
      const inside = await scene.enter(cart, { tokenId });
      const answer = await scene.ask('/revocations', {
        method: 'POST',
        body: JSON.stringify({ tokenId }),
        headers: { ...scene.asAdmin.headers, 'content-type': 'application/json' },
      });
      require(answer.ok, `the revocation was answered with ${answer.status}: ${await answer.text()}`);
      const end = await inside.end();
      const again = await scene.dial(cart, {}, { tokenId }).greeted();
      require(end.startsWith('4401') &&
        again.ended?.startsWith('4401') === true, `${end}, then ${again.ended}`);
      return refused(`cut off (${end}), and not let in again`);
    },
  },
  {
    name: 'a WebSocket from a page of another site',
    async run(scene) {
      const attacker = await scene.dial('kitchen', { socket: { origin: 'https://evil.example' } }).greeted();
      require(attacker.ended === 'HTTP 403', attacker.ended ?? 'it was let in');
      return refused(attacker.ended);
    },
  },
  {
    name: 'paths and queries in names of carts',
    async run(scene) {
      const names = ['..%2f..%2fetc%2fpasswd', "x'%20or%20'1'='1", '-rf', 'a'.repeat(65), '<script>'];
      for (const name of names) {
        const attacker = await scene.dial(name).greeted();
        require(attacker.ended !== null, `${name} was let in`);
        const { status } = await scene.ask(`/carts/${name}`, scene.asAdmin);
        require([400, 404].includes(status), `GET /carts/${name} gave ${status}`);
      }
      return refused('closed with 4404, HTTP 404 or 400');
    },
  },
  {
    name: 'markup and SQL in names of things',
    async run(scene) {
      const { cart, mallory } = await scene.victim();
      const writer = new AttackWriter('mallory');
      const name = `<img src=x onerror=alert(1)>'; drop table op; --`;
      require((await mallory.offer(writer.add({ product: { id: 'x', name } }), writer.client, 0)) ===
        null, 'refused');
      const answer = await scene.ask(`/carts/${cart}`, scene.asAdmin);
      const type = answer.headers.get('content-type') ?? '';
      const body = (await answer.json()) as { readonly rows: readonly { readonly name: string }[] };
      require(type.startsWith('application/json'), `served as ${type}`);
      require(body.rows.some((row) => row.name === name), 'it was changed');
      return harmless('kept as text, served as JSON');
    },
  },
  {
    name: "being present as the victim, in the victim's name",
    async run(scene) {
      const { cart, ana, honest, mallory } = await scene.victim();
      const observer = await scene.enter(cart, { user: 'ben' });
      honest.send(presenceFrame(ana.client, 5, { editing: null }));
      const own = new AttackWriter('mallory').client;
      mallory.send(presenceFrame(ana.client, 99, { user: 'ana', editing: 'everything' }));
      mallory.send(presenceFrame(ana.client, 100, null));
      mallory.send(presenceFrame(own, 1, { user: 'ana' }));
      const told = () => observer.presence.flatMap((update) => readPresence(update));
      await until(
        () =>
          told().some(({ client }) => client === own) && told().some(({ client }) => client === ana.client),
        'presence',
      );
      const names = new Map(
        told().map(({ client, state }) => [client, (JSON.parse(state) as { user: string } | null)?.user]),
      );
      require(names.get(ana.client) === 'ana' && names.get(own) === 'mallory', JSON.stringify([...names]));
      require(told().every(({ clock }) => clock < 99), 'the victim was spoken for');
      return harmless('the victim stays; Mallory appears as mallory');
    },
  },
];
