import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import type { CartFigures, CartRecord } from '../../protocol/library.ts';
import { CartLibrary } from './cart-library.ts';

const kitchen = 'kitchen' as CartId;
const ward = 'ward' as CartId;
const RELAY = 'wss://relay.example/sync';
const figures: CartFigures = {
  ...{ title: 'Kitchen', products: 2, units: 3, totals: { EUR: 129 }, changedAt: 5, unsent: 1 },
};

function newProfile() {
  const directory = mkdtempSync(join(tmpdir(), 'trolley-library-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'carts.json');
  const time = { now: 1_000 };
  const timers: (() => void)[] = [];
  const problems: string[] = [];
  const open = () =>
    new CartLibrary({
      file,
      now: () => time.now,
      startTimer: (run) => {
        timers.push(run);
        return () => timers.splice(timers.indexOf(run), 1);
      },
      onProblem: (message) => problems.push(message),
    });
  const onDisk = () => (JSON.parse(readFileSync(file, 'utf8')) as { carts: CartRecord[] }).carts;
  return { directory, file, time, timers, problems, open, onDisk };
}

test('a cart that is opened is known from then on, with the relay that was meant for it', () => {
  const { open, time } = newProfile();
  const library = open();
  library.open(kitchen, RELAY);
  time.now = 2_000;
  expect(library.open(kitchen, null)).toMatchObject({ relayUrl: RELAY, addedAt: 1_000, openedAt: 2_000 });
  library.flush();
  expect(open().records).toEqual([
    expect.objectContaining({ cartId: kitchen, relayUrl: RELAY, shelf: 'active', openedAt: 2_000 }),
  ]);
});

test('where it is and where it is filed is written at once; what it comes to, after a while', () => {
  const { open, timers, onDisk } = newProfile();
  const library = open();
  library.add(kitchen, null);
  library.file(kitchen, { shelf: 'archived', isTemplate: true });
  library.follow(kitchen, RELAY);
  library.setFigures(kitchen, figures);
  library.setFigures(kitchen, { ...figures, units: 4 });
  expect(library.get(kitchen)?.figures?.units).toBe(4);
  expect(onDisk()).toEqual([
    expect.objectContaining({ relayUrl: RELAY, shelf: 'archived', isTemplate: true, figures: null }),
  ]);
  expect(timers).toHaveLength(1);
  timers[0]?.();
  expect(onDisk()).toEqual([expect.objectContaining({ figures: { ...figures, units: 4 } })]);
});

test('one that is added again is only taken off its shelf', () => {
  const library = newProfile().open();
  library.add(kitchen, RELAY);
  library.setFigures(kitchen, figures);
  library.file(kitchen, { shelf: 'trashed' });
  expect(library.add(kitchen, 'ws://elsewhere/sync')).toMatchObject({
    ...{ relayUrl: RELAY, shelf: 'active', figures },
  });
});

test('only what is in the trash can be forgotten', () => {
  const { open, onDisk } = newProfile();
  const library = open();
  library.add(kitchen, null);
  expect(() => library.forget(kitchen)).toThrow('trash');
  library.file(kitchen, { shelf: 'trashed' });
  library.forget(kitchen);
  expect([library.records, onDisk()]).toEqual([[], []]);
});

test('a damaged record takes no other with it, and the file as it was is kept', () => {
  const { directory, file, problems, open, onDisk } = newProfile();
  const library = open();
  library.add(kitchen, null);
  library.add(ward, RELAY);
  const text = JSON.stringify({
    carts: onDisk().map((cart) => (cart.cartId === ward ? cart : { cartId: 1 })),
  });
  writeFileSync(file, text);
  expect(open().records.map(({ cartId }) => cartId)).toEqual([ward]);
  const copy = readdirSync(directory).find((name) => name.includes('damaged')) ?? '';
  expect(readFileSync(join(directory, copy), 'utf8')).toBe(text);
  expect(problems).toEqual([expect.stringContaining('1 of its 2 carts')]);
});

test('whoever follows it is told of every change', () => {
  const library = newProfile().open();
  let changes = 0;
  library.onChange(() => (changes += 1));
  library.add(kitchen, null);
  library.setFigures(kitchen, figures);
  library.follow(kitchen, RELAY);
  // Nothing new in these.
  library.follow(kitchen, RELAY);
  library.add(kitchen, null);
  expect(changes).toBe(3);
});
