import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addLine, stepLines } from '../../cart/commands.ts';
import { historyOf } from '../../cart/history.ts';
import type { CartId, OpId, UserId } from '../../cart/ids.ts';
import { Replica } from '../../cart/replica.ts';
import { unsentExport } from './unsent-export.ts';

test('holds the operations for whoever puts them back, and what they meant for people', () => {
  const doc = new Y.Doc();
  const replica = new Replica(doc, {
    user: 'Ana' as UserId,
    clock: () => 1_000,
    randomBytes: (length) => new Uint8Array(length).fill(7),
  });
  const added = replica.perform(
    addLine(replica.fold, { id: 'milk', name: 'Milk' }, { amount: 129, currency: 'EUR' }, 2),
  );
  if (!added.ok) throw new Error(added.refusal.message);
  const [milk] = added.value as [OpId];
  const stepped = replica.perform(stepLines(replica.fold, [milk], 1));
  if (!stepped.ok) throw new Error(stepped.refusal.message);
  const [step] = stepped.value as [OpId];
  const unknown = 'aaaaaaaaaaaaaaaa.1' as OpId;
  const text = unsentExport({
    ...{ cartId: 'kitchen' as CartId, user: 'Ana' as UserId, relayUrl: 'ws://relay/sync', now: 2_000 },
    // The add has gone out; the step and something of a later version have not.
    ops: new Map<OpId, unknown>([
      [step, replica.fold.ops.get(step)],
      [unknown, { kind: 'gift', at: '000000000001500-00000', by: 'Ana' }],
    ]),
    history: historyOf(replica.fold),
  });
  expect(JSON.parse(text)).toMatchObject({
    ...{ format: 'trolley-unsent-1', cartId: 'kitchen', user: 'Ana', relay: 'ws://relay/sync' },
    savedAt: '1970-01-01T00:00:02.000Z',
    changes: [{ time: '1970-01-01T00:00:01.000Z', by: 'Ana', what: 'Ana changed Milk from 2 to 3' }],
    ops: [
      { id: step, kind: 'inc', line: milk, delta: 1, by: 'Ana' },
      { id: unknown, kind: 'gift' },
    ],
  });
});
