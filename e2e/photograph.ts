import { inspectPage, type Inspected, type Look } from './inspect-page.ts';

const sizes = {
  small: { width: 420, height: 480 },
  wide: { width: 1000, height: 620 },
} as const;

/** The wide ones last: the test goes on in them. */
const looks: readonly Look[] = (['small', 'wide'] as const).flatMap((size) =>
  (['dark', 'light'] as const).map((colorScheme) => ({
    name: `${size}-${colorScheme}`,
    ...sizes[size],
    colorScheme,
  })),
);

/** Looks at a state in light and dark, wide and small; `docs/states.md` shows the pictures. */
export const photograph = (desktop: Inspected, state: string): Promise<void> =>
  inspectPage(desktop, `state-${state}`, looks);
