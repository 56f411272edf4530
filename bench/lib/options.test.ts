import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

const workloads = ['w1', 'w2', 'w3'];
const read = (...args: readonly string[]) => readOptions(args, workloads);

it('runs all workloads in full, and nothing else, unless told', () => {
  expect(read()).toEqual({
    parts: workloads,
    scale: 'full',
    rounds: null,
    minutes: 10,
    updates: 80_000,
    json: null,
    writesDocs: false,
  });
});

it('takes parts by name or with --only, and runs each once in its own order', () => {
  expect(read('soak', '--only', 'w3,w1,soak')).toMatchObject({ parts: ['w1', 'w3', 'soak'] });
});

it('is quick in everything', () => {
  expect(read('--quick')).toMatchObject({ scale: 'quick', rounds: 1, minutes: 0.2, updates: 4000 });
});

it('lets a number win over --quick', () => {
  expect(read('--quick', '--rounds', '5', '--minutes', '1.5')).toMatchObject({ rounds: 5, minutes: 1.5 });
});

it.each([
  [['w9'], '"w9" is none of w1, w2, w3, growth, soak, profile, desktop'],
  [['--rounds', '0'], '--rounds is a number above 0'],
  [['--rounds', '1.5'], '--rounds is a whole number'],
  [['--minutes', 'ten'], '--minutes is a number above 0'],
])('says what is wrong with %j', (args, error) => {
  expect(read(...args)).toEqual({ error });
});

it('does not know other switches', () => {
  expect(read('--fast')).toHaveProperty('error');
});
