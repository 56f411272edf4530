import { describe, expect, it } from 'vitest';
import { Dismissals } from './dismissals.svelte.ts';

function memory(full = false) {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new Error('full');
      items.set(key, value);
    },
  };
}

describe('Dismissals', () => {
  it('remembers for its own cart and profile only', () => {
    const storage = memory();
    new Dismissals('Ana/kitchen', storage).add('note');
    expect(new Dismissals('Ana/kitchen', storage).has('note')).toBe(true);
    expect(new Dismissals('Ana/ward', storage).has('note')).toBe(false);
    expect(new Dismissals('Ben/kitchen', storage).has('note')).toBe(false);
  });

  it('forgets the oldest first', () => {
    const storage = memory();
    const dismissals = new Dismissals('Ana/kitchen', storage);
    for (let n = 1; n <= 501; n += 1) dismissals.add(`note ${n}`);
    const again = new Dismissals('Ana/kitchen', storage);
    expect([again.has('note 1'), again.has('note 2'), again.has('note 501')]).toEqual([false, true, true]);
  });

  it('works with what is damaged or cannot be written', () => {
    const damaged = memory();
    damaged.items.set('trolley/dismissed/Ana/kitchen', '[1, "note"');
    expect(new Dismissals('Ana/kitchen', damaged).has('note')).toBe(false);
    const dismissals = new Dismissals('Ana/kitchen', memory(true));
    dismissals.add('note');
    expect(dismissals.has('note')).toBe(true);
  });
});
