import { afterEach, expect, it, vi } from 'vitest';
import { needsVirtualDisplay, openDisplay } from './display.mjs';

afterEach(() => vi.unstubAllEnvs());

it('keeps the display there is', async () => {
  vi.stubEnv('DISPLAY', ':5');
  expect(needsVirtualDisplay()).toBe(false);
  const display = await openDisplay({ log: vi.fn() });
  expect(display.env()).toEqual({});
  expect(display.framebuffers).toBeUndefined();
});

it('says clearly that the virtual display could not be started', async () => {
  vi.stubEnv('DISPLAY', '');
  vi.stubEnv('WAYLAND_DISPLAY', '');
  vi.stubEnv('PATH', '/nonexistent');
  await expect(openDisplay({ log: vi.fn() })).rejects.toThrow(/virtual display .* did not start/);
});
