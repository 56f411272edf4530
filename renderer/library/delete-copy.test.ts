import { describe, expect, it } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { deleteCopy, notesOn } from './delete-copy.ts';

const kitchen = 'kitchen' as CartId;

describe('what is noted of a cart', () => {
  it('is found by its name, and that of no other cart', () => {
    const keys = [
      'trolley/kitchen held operations',
      'trolley/kitchen is in use',
      'trolley/dismissed/Ana/kitchen',
      'trolley/kitchen-2 held operations',
      'trolley/dismissed/Ana/old-kitchen',
      'trolley/dismissed/kitchen/ward',
      'theme/kitchen',
    ];
    expect(notesOn(kitchen, keys)).toEqual(keys.slice(0, 3));
  });
});

/** A computer on which whoever asks gets the lock, or nobody does. */
function computer(isFree: boolean) {
  const deleted: string[] = [];
  const notes = new Map([['trolley/kitchen held operations', 'yes']]);
  const localStorage = new Proxy({} as Storage, {
    ownKeys: () => [...notes.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_target, name) => (name === 'removeItem' ? (key: string) => notes.delete(key) : undefined),
  });
  const indexedDB = {
    deleteDatabase: (name: string) => {
      deleted.push(name);
      const request: Partial<IDBOpenDBRequest> = {};
      queueMicrotask(() => void request.onsuccess?.call(request as IDBOpenDBRequest, new Event('success')));
      return request;
    },
  } as unknown as IDBFactory;
  const locks = {
    request: async (_name: string, _options: unknown, run: (lock: object | null) => Promise<unknown>) =>
      run(isFree ? {} : null),
  } as unknown as LockManager;
  return { deleted, notes, storages: { localStorage, indexedDB, locks } };
}

describe('deleting the copy of a cart', () => {
  it('takes its database and what is noted of it', async () => {
    const { deleted, notes, storages } = computer(true);
    expect(await deleteCopy(storages, kitchen)).toMatchObject({ ok: true });
    expect(deleted).toEqual(['trolley/kitchen']);
    expect(notes.size).toBe(0);
  });

  it('takes nothing while somebody has it open', async () => {
    const { deleted, notes, storages } = computer(false);
    expect(await deleteCopy(storages, kitchen)).toMatchObject({ refusal: { code: 'open' } });
    expect(deleted).toEqual([]);
    expect(notes.size).toBe(1);
  });
});
