import { lockData } from '../relay/log/data-lock.ts';

/** For a test of `relay/log/data-lock.ts`: a process that takes and gives up data directories when it is told to. */
const held = new Map<string, () => void>();

process.on('message', ({ lock, unlock }: { readonly lock?: string; readonly unlock?: string }) => {
  if (lock !== undefined) process.send?.(tryToLock(lock));
  if (unlock !== undefined) {
    held.get(unlock)?.();
    held.delete(unlock);
    process.send?.('unlocked');
  }
});
process.send?.('ready');

function tryToLock(dataDir: string): 'locked' | 'refused' {
  try {
    held.set(dataDir, lockData(dataDir));
    return 'locked';
  } catch {
    return 'refused';
  }
}
