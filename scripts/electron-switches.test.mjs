import { expect, it } from 'vitest';
import { electronSwitches } from './electron-switches.mjs';

const ordinary = { isRoot: false, isVirtual: false, isWaylandOnly: false };

it('adds nothing for an ordinary user at an ordinary display', () => {
  expect(electronSwitches(ordinary)).toEqual([]);
});

it('gives the sandbox up for root alone, who could not start otherwise', () => {
  expect(electronSwitches({ ...ordinary, isRoot: true })).toEqual(['--no-sandbox']);
  expect(electronSwitches({ ...ordinary, isVirtual: true, isWaylandOnly: true })).not.toContain(
    '--no-sandbox',
  );
});
