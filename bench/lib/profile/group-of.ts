/** What a function's time is spent for. */
export const profileGroups = [
  'idle',
  'garbage collector',
  'system calls and native code',
  'node: sockets and streams',
  'node: the rest',
  'ws',
  'parse and check',
  'encode',
  'log',
  'limits and access',
  'metrics',
  'rooms and connections',
  'other',
] as const;
export type ProfileGroup = (typeof profileGroups)[number];

/** The first pattern that a function's source matches says its group. */
const bySource: readonly (readonly [RegExp, ProfileGroup])[] = [
  [/^node:(net|_http|http|internal\/(streams|stream_base|http|net))/, 'node: sockets and streams'],
  [/^node:/, 'node: the rest'],
  [/^(ws|bufferutil|utf-8-validate)\//, 'ws'],
  [/^(lmdb|msgpackr|ordered-binary|weak-lru-cache)\//, 'log'],
  [/^valibot\/|^lib0\/(decoding|json)/, 'parse and check'],
  [/^lib0\//, 'encode'],
  [/^prom-client\/|^relay\/http\/(metrics|relay-figures)/, 'metrics'],
  [/^protocol\/(byte-writer|relay-frame|frames|split)/, 'encode'],
  [/^(protocol|cart)\//, 'parse and check'],
  [/^relay\/carts\/(commit-news|websocket-frame)/, 'encode'],
  [/^relay\/(log\/|carts\/(commit-signal|group-commit))/, 'log'],
  [/^relay\/carts\/(admission|client-|references|stored-struct|waiting-parts)/, 'parse and check'],
  [/^relay\/(limits|access)\//, 'limits and access'],
  [/^relay\//, 'rooms and connections'],
];

/** Groups a function by its name and the file it was written in, which is empty for native code. */
export function groupOf(functionName: string, source: string): ProfileGroup {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (source === '') return 'system calls and native code';
  return bySource.find(([pattern]) => pattern.test(source))?.[1] ?? 'other';
}
