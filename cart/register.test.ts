import { expect, test } from 'vitest';
import { Register } from './register.ts';
import { entryOf } from './testing/entries.ts';
import { permutations } from './testing/permutations.ts';

const title = (letter: string, time: number, text: string) =>
  entryOf(letter, 1, { kind: 'title', title: text }, { time });

test('the latest by time decides, then by session, whatever the order of arrival', () => {
  const entries = [
    title('a', 1, 'first'),
    title('c', 2, 'by c'),
    title('b', 2, 'by b'),
    title('d', 0, 'oldest'),
  ];
  for (const order of permutations(entries)) {
    const register = new Register<'title'>();
    for (const entry of order) register.insert(entry);
    expect(register.winner?.op.title).toBe('by c');
  }
});

test('an undone one has no say until it is redone', () => {
  const register = new Register<'title'>();
  const [first, second] = [title('a', 1, 'first'), title('b', 2, 'second')];
  register.insert(first);
  register.insert(second);
  second.undone = true;
  register.refresh();
  expect(register.winner).toBe(first);
  first.undone = true;
  register.refresh();
  expect(register.winner).toBeNull();
  second.undone = false;
  register.refresh();
  expect(register.winner).toBe(second);
});
