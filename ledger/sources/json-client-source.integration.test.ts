import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import { opsById } from '../../cart/digest.ts';
import { newCartCopy } from '../copies/cart-copy.ts';
import { ClientUnavailable } from './client-source.ts';
import { isSame } from '../reconcile/compare-client.ts';
import { openJsonClient } from './json-client-source.ts';

const kitchen = 'kitchen' as CartId;

function fileWith(text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'trolley-client-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'export.json');
  writeFileSync(path, text);
  return path;
}

test('an exported file has the carts and operations that are in it, one cart or several', async () => {
  const ops = [{ id: 'aaaaaaaaaaaaaaaa.1', kind: 'title', title: 'x' }];
  for (const content of [{ cartId: kitchen, ops }, [{ cartId: kitchen, ops }]]) {
    const client = await openJsonClient(fileWith(JSON.stringify(content)));
    expect(await client.listCarts()).toEqual([kitchen]);
    expect([...((await client.readCart(kitchen))?.ops.keys() ?? [])]).toEqual(['aaaaaaaaaaaaaaaa.1']);
    expect(await client.readCart('ward' as CartId)).toBeNull();
  }
  for (const bad of ['', '{}', '[{"cartId":"../x","ops":[]}]']) {
    await expect(openJsonClient(fileWith(bad))).rejects.toBeInstanceOf(ClientUnavailable);
  }
  await expect(openJsonClient('/nowhere')).rejects.toBeInstanceOf(ClientUnavailable);
});

test('an operation with a field "id" of its own is the same though JSON has lost that', async () => {
  const id = 'aaaaaaaaaaaaaaaa.1' as OpId;
  const op = { kind: 'later-kind', id: 'mine', value: 1 };
  const text = JSON.stringify({ cartId: kitchen, ops: opsById([[id, op]]) });
  const copy = await (await openJsonClient(fileWith(text))).readCart(kitchen);
  const place = { client: 1, clock: 0, bytes: new Uint8Array() };
  const compare = (ours: object) => {
    const [theirs, mine] = [copy, newCartCopy(kitchen, [{ id, op: ours, place }])].map((one) =>
      one?.ops.get(id),
    );
    if (!theirs || !mine) throw new Error('no operation');
    return isSame(theirs, mine);
  };
  expect([compare(op), compare({ ...op, value: 2 })]).toEqual([true, false]);
});
