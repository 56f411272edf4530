import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { places } from '../places.ts';
import type { CallFrame } from './self-time.ts';

/**
 * Where a function was written: `relay/carts/room.ts` for ours, a package's path from its name on, Node's own name for
 * its modules, nothing for native code.
 */
export function newSourceOf(): (frame: CallFrame) => string {
  const maps = new Map<string, SourceMap | null>();
  const root = dirname(places.docs);
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.startsWith('file:')) return url;
    const path = fileURLToPath(url);
    const inPackage = path.lastIndexOf('/node_modules/');
    if (inPackage >= 0) return path.slice(inPackage + '/node_modules/'.length);
    if (!maps.has(path)) maps.set(path, readSourceMap(path));
    const entry = maps.get(path)?.findEntry(lineNumber, columnNumber);
    if (!entry || !('originalSource' in entry)) return basename(path);
    return relative(root, resolve(dirname(path), entry.originalSource));
  };
}

function readSourceMap(path: string): SourceMap | null {
  const file = `${path}.map`;
  if (!existsSync(file)) return null;
  return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
}
