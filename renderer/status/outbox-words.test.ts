import { expect, test } from 'vitest';
import { outboxWords } from './outbox-words.ts';

const of = (...kinds: string[]) => outboxWords(kinds.map((kind) => ({ kind })));

test('counts what waits by what people call it, in one order', () => {
  expect(of('note', 'inc', 'add', 'set', 'add')).toEqual([
    '2 products added',
    '2 quantities changed',
    '1 note written',
  ]);
});

test('has a word for what a later version does, and for what is no operation', () => {
  expect(outboxWords([{ kind: 'gift' }, { kind: 'toString' }, null, 7])).toEqual(['4 other changes']);
});

test('has nothing to say of nothing', () => expect(of()).toEqual([]));
