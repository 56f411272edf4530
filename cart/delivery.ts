import * as Y from 'yjs';
import type { OpId } from './ids.ts';
import { OPS } from './replica.ts';

/** Yjs clients with their clocks: how many operations of each are covered. */
export type StateVector = ReadonlyMap<number, number>;

/** How far an operation has come; each stage includes the ones before. */
export const deliveryStages = ['local', 'saved', 'sent', 'durable'] as const;
export type DeliveryStage = (typeof deliveryStages)[number];

/** What each stage covers. */
export interface DeliveryMarks {
  /** On this computer's disk. */
  readonly saved: StateVector;
  /** Given to the network since the connection was made. */
  readonly sent: StateVector;
  /** On the relay's disk. */
  readonly durable: StateVector;
}

/** A state vector as Yjs encodes it. Throws on other bytes. */
export const decodeStateVector = (bytes: Uint8Array): StateVector => Y.decodeStateVector(bytes);

/** What the document holds now. */
export const stateVectorOf = (doc: Y.Doc): StateVector => Y.decodeStateVector(Y.encodeStateVector(doc));

/** The higher clock of each client. */
export function mergeStateVectors(a: StateVector, b: StateVector): StateVector {
  const merged = new Map(a);
  for (const [client, clock] of b) merged.set(client, Math.max(clock, merged.get(client) ?? 0));
  return merged;
}

/** How many of the first one's operations the second one lacks: each takes one clock, so this is exact. */
export function countMissing(all: StateVector, covered: StateVector): number {
  let missing = 0;
  for (const [client, clock] of all) missing += Math.max(0, clock - (covered.get(client) ?? 0));
  return missing;
}

/** How far this operation has come. Throws for one that is not in the document. */
export function stageOf(doc: Y.Doc, id: OpId, marks: DeliveryMarks): DeliveryStage {
  const position = doc.getMap(OPS)._map.get(id)?.id;
  if (!position) throw new Error(`no operation ${id} in the document`);
  const isIn = (covered: StateVector) => (covered.get(position.client) ?? 0) > position.clock;
  if (isIn(marks.durable)) return 'durable';
  if (!isIn(marks.saved)) return 'local';
  return isIn(marks.sent) ? 'sent' : 'saved';
}
