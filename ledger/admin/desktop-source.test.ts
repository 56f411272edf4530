import { expect, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import type { AnyAdminAnswer } from '../../protocol/admin/bridge.ts';
import { ClientUnavailable } from '../sources/client-source.ts';
import { DesktopSource, type DesktopQuestion } from './desktop-source.ts';

const [kitchen, ward] = ['kitchen', 'ward'] as CartId[];
const op = { id: `${'a'.repeat(16)}.1`, kind: 'title', title: 'Kitchen' };

function newSource(answers: Readonly<Record<string, AnyAdminAnswer | null>>) {
  const asked: string[] = [];
  const source = new DesktopSource((question: DesktopQuestion) => {
    asked.push(question.kind);
    return Promise.resolve(answers[question.kind] ?? null);
  });
  return { source, asked };
}

const list = { kind: 'desktop-carts', reply: { ok: true, cartIds: [kitchen] } } as AnyAdminAnswer;

test('it is asked for its list once, and for carts that are in it', async () => {
  const reply = { ok: true, cart: { ops: [op], pending: 1, refused: [] } } as const;
  const { source, asked } = newSource({
    'desktop-carts': list,
    'desktop-cart': { kind: 'desktop-cart', reply } as unknown as AnyAdminAnswer,
  });
  expect(await source.readCart(ward as CartId)).toBeNull();
  expect(await source.listCarts()).toEqual([kitchen]);
  const copy = await source.readCart(kitchen as CartId);
  expect([...(copy?.ops.values() ?? [])]).toMatchObject([
    { id: op.id, op: { kind: 'title', title: 'Kitchen' } },
  ]);
  expect(copy).toMatchObject({ pending: 1, isOnline: null, refused: [] });
  expect(asked).toEqual(['desktop-carts', 'desktop-cart']);
});

test('a page that is gone, or cannot read, is no empty desktop', async () => {
  await expect(newSource({}).source.listCarts()).rejects.toThrow(ClientUnavailable);
  await expect(newSource({ 'desktop-carts': list }).source.readCart(kitchen as CartId)).rejects.toThrow(
    ClientUnavailable,
  );
  const unreadable = { kind: 'desktop-cart', reply: { ok: false, reason: 'damaged' } } as AnyAdminAnswer;
  await expect(
    newSource({ 'desktop-carts': list, 'desktop-cart': unreadable }).source.readCart(kitchen as CartId),
  ).rejects.toThrow('this desktop: damaged');
});
