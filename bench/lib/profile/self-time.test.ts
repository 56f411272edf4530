import { expect, it } from 'vitest';
import { groupOf } from './group-of.ts';
import { selfTimes } from './self-time.ts';

const frame = (functionName: string) => ({ functionName, url: '', lineNumber: 0, columnNumber: 0 });
const profile = {
  nodes: [
    { id: 1, callFrame: frame('a') },
    { id: 2, callFrame: frame('b') },
    { id: 3, callFrame: frame('a') },
  ],
  startTime: 1000,
  samples: [1, 2, 3, 2],
  timeDeltas: [10, 20, 30, 40],
};

it('adds up a function wherever it was called from, longest first', () => {
  expect(selfTimes(profile, 0, 9999)).toEqual([
    { frame: frame('b'), microseconds: 60 },
    { frame: frame('a'), microseconds: 40 },
  ]);
});

it('leaves out what was before and after', () => {
  expect(selfTimes(profile, 1015, 1065)).toEqual([
    { frame: frame('a'), microseconds: 30 },
    { frame: frame('b'), microseconds: 20 },
  ]);
});

it.each([
  ['(idle)', '', 'idle'],
  ['(garbage collector)', '', 'garbage collector'],
  ['writev', '', 'system calls and native code'],
  ['onStreamRead', 'node:internal/stream_base_commons', 'node: sockets and streams'],
  ['processTicksAndRejections', 'node:internal/process/task_queues', 'node: the rest'],
  ['consume', 'ws/lib/receiver.js', 'ws'],
  ['startWriting', 'lmdb/write.js', 'log'],
  ['append', 'relay/log/lmdb-update-log.ts', 'log'],
  ['encode', 'relay/log/append-encoder.ts', 'log'],
  ['count', 'relay/limits/message-meter.ts', 'limits and access'],
  ['inc', 'prom-client/lib/counter.js', 'metrics'],
  ['parseOp', 'cart/op.ts', 'parse and check'],
  ['admit', 'relay/carts/admission.ts', 'parse and check'],
  ['updateFrame', 'protocol/relay-frame.ts', 'encode'],
  ['committed', 'relay/carts/room.ts', 'rooms and connections'],
  ['x', 'pino/pino.js', 'other'],
])('groups %s of "%s" under %s', (name, source, group) => {
  expect(groupOf(name, source)).toBe(group);
});
