import { expect, test } from 'vitest';
import type { OpId } from './ids.ts';
import { UndoStack } from './undo-stack.ts';

const ids = (...names: readonly string[]) => names as readonly OpId[];
const first = 'a1' as OpId;
const undoOf = (...names: readonly string[]) => names.map((of) => ({ kind: 'undo', of }));

test('what joins a step is taken back with it, whatever was done in between', () => {
  const steps = new UndoStack();
  steps.push(ids('a1', 'a2'));
  steps.push(ids('b1'));
  steps.push(ids('a3'), first);
  expect(steps.undo()).toEqual(undoOf('b1'));
  expect(steps.undo()).toEqual(undoOf('a1', 'a2', 'a3'));
  expect(steps.canUndo).toBe(false);
});

test('what joins a step that is gone is a step of its own', () => {
  const steps = new UndoStack();
  steps.push(ids('a1'));
  steps.undo();
  steps.push(ids('a2'), first);
  expect(steps.canRedo).toBe(false);
  expect(steps.undo()).toEqual(undoOf('a2'));
});

test('a step in the middle can be taken back alone', () => {
  const steps = new UndoStack();
  steps.push(ids('a1', 'a2'));
  steps.push(ids('b1'));
  expect(steps.undo(first)).toEqual(undoOf('a1', 'a2'));
  expect(steps.undo(first)).toEqual([]);
  expect(steps.undo()).toEqual(undoOf('b1'));
});
