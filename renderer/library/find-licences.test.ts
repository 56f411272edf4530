import { expect, it } from 'vitest';
import { findLicences } from './find-licences.ts';

const licences = [
  { name: 'yjs', version: '13.6.30', licence: 'MIT', text: '' },
  { name: 'd3-scale', version: '4.0.2', licence: 'ISC', text: 'MIT is not meant here' },
];

it.each([
  ['', ['yjs', 'd3-scale']],
  [' YJS ', ['yjs']],
  ['mit', ['yjs']],
  ['isc', ['d3-scale']],
  ['gpl', []],
])('%j finds %j, by package or by licence', (search, names) => {
  expect(findLicences(licences, search).map(({ name }) => name)).toEqual(names);
});
