import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import * as v from 'valibot';
import { KeptFile } from './kept-file.ts';

function newFile() {
  const directory = mkdtempSync(join(tmpdir(), 'trolley-kept-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'numbers.json');
  const problems: string[] = [];
  const schema = v.object({ numbers: v.array(v.number()) });
  const open = () =>
    new KeptFile({
      file,
      what: 'the list of numbers',
      parse: (value) => v.parse(schema, value),
      now: () => 42,
      onProblem: (message) => problems.push(message),
    });
  return { directory, file, problems, open };
}

test('what is written is read again; before there is nothing', () => {
  const { open, problems } = newFile();
  expect(open().read()).toBeNull();
  expect(open().write({ numbers: [1, 2] })).toBe(true);
  expect(open().read()).toEqual({ numbers: [1, 2] });
  expect(problems).toEqual([]);
});

test.each(['', '{"numbers":[1,', '{"numbers":["one"]}', '[]'])(
  'a file with %j is set aside, named, and then written anew',
  (text) => {
    const { file, open, problems } = newFile();
    writeFileSync(file, text);
    const kept = open();
    expect(kept.read()).toBeNull();
    expect(readFileSync(`${file}.damaged-42`, 'utf8')).toBe(text);
    expect(problems).toEqual([expect.stringContaining('the list of numbers is damaged')]);
    expect(kept.write({ numbers: [3] })).toBe(true);
    expect(open().read()).toEqual({ numbers: [3] });
  },
);

test('what the system does not give is left as it is', () => {
  const { directory, file, open, problems } = newFile();
  mkdirSync(file);
  const kept = open();
  expect(kept.read()).toBeNull();
  expect(kept.write({ numbers: [3] })).toBe(false);
  expect(readdirSync(directory)).toEqual(['numbers.json']);
  expect(problems).toHaveLength(1);
});

test('a disk that takes nothing costs what was written, and no more', () => {
  const { directory, file, open, problems } = newFile();
  open().write({ numbers: [1] });
  mkdirSync(join(directory, 'numbers.json.next'));
  expect(open().write({ numbers: [2] })).toBe(false);
  expect(open().read()).toEqual({ numbers: [1] });
  expect(existsSync(file)).toBe(true);
  expect(problems).toEqual([expect.stringContaining('kept until the end only')]);
});
