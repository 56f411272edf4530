import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { clockOf, countOthers, countStructs } from './count-structs.ts';
import { writeAdds } from './written-updates.ts';

const written = [writeAdds(300), writeAdds(300)] as const;
const [own, other] = written;
const structBytes = own.structBytes ?? 0;
/** The first so many adds of each. */
const merged = (ours: number, theirs: number): Uint8Array =>
  Y.mergeUpdates([...own.rest.slice(0, ours), ...other.rest.slice(0, theirs)]);

describe('the structs of one client', () => {
  it('are counted among those of others', () => {
    const awaited = { client: own.client, clock: 0, structBytes };
    expect(countStructs(merged(200, 7), 0, awaited)).toBe(200);
    expect(countStructs(merged(0, 7), 0, awaited)).toBe(0);
  });

  it('must go on where they left off', () => {
    const [, second = Uint8Array.of()] = own.rest;
    const awaited = { client: own.client, clock: 1, structBytes: null };
    expect(countStructs(second, 0, awaited)).toBe(1);
    expect(() => countStructs(second, 0, { ...awaited, clock: 0 })).toThrow('clock 1 came where 0 was');
  });

  it('must be as long as is said', () => {
    const awaited = { client: own.client, clock: 0, structBytes: structBytes + 1 };
    expect(() => countStructs(merged(2, 2), 0, awaited)).toThrow('another length');
  });
});

it('counts everybody else’s structs', () => {
  expect(countOthers(merged(200, 7), 0, { except: own.client, structBytes })).toBe(7);
  expect(countOthers(merged(200, 7), 0, { except: 1, structBytes })).toBe(207);
});

it('reads the clock of a client from a state vector', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, merged(300, 2));
  const vector = Y.encodeStateVector(doc);
  expect(clockOf(vector, 0, own.client)).toBe(300);
  expect(clockOf(vector, 0, other.client)).toBe(2);
  expect(clockOf(vector, 0, 1)).toBe(0);
});
