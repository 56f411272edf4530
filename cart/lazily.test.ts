import { expect, it, vi } from 'vitest';
import { lazily } from './lazily.ts';

it('makes nothing until it is asked for, and then once, whatever it is', () => {
  const make = vi.fn((): string | undefined => undefined);
  const made = lazily(make);
  expect(make).not.toHaveBeenCalled();
  expect([made(), made()]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledOnce();
});
