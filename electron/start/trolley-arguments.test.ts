import { expect, test } from 'vitest';
import { trolleyArguments } from './trolley-arguments.ts';

const switches = ['--trolley-command', '--no-sandbox', '--ozone-platform=headless'];

test('after the switch the program is the command, with what stands after the dashes', () => {
  expect(trolleyArguments(['desktop', ...switches, '--', 'relay', '--port', '0'])).toEqual([
    'relay',
    '--port',
    '0',
  ]);
  expect(trolleyArguments(['desktop', ...switches, '--', 'events', '--', 'x'])).toEqual([
    'events',
    '--',
    'x',
  ]);
  expect(trolleyArguments(['desktop', ...switches])).toEqual([]);
});

test.each([
  [['desktop']],
  [['desktop', '--profile', 'Ana']],
  [['desktop', 'trolley://join/x', ...switches, '--', 'relay']],
  [['desktop', '--', 'relay']],
])('otherwise it is the desktop: %j', (argv) => {
  expect(trolleyArguments(argv)).toBeNull();
});
