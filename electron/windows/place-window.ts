/** In pixels of the desktop, as Electron has them. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much of a window's top edge must be seen for it to be taken hold of, in pixels. */
const GRIP = { width: 120, height: 32 } as const;

/**
 * Where a window goes that was at `wanted`, on a desktop with these work areas, the main one first.
 *
 * It stays where it was as long as it can be taken hold of there. Else, when its display is gone or smaller, it is
 * moved into the area that it shares most with, and made smaller if it has to be.
 */
export function placeWindow(wanted: Bounds, areas: readonly Bounds[]): Bounds {
  const grip = { ...wanted, height: GRIP.height };
  if (areas.some((area) => canGrip(overlapOf(grip, area)))) return wanted;
  const [main] = areas;
  if (!main) return wanted;
  const sizeIn = (area: Bounds) => {
    const { width, height } = overlapOf(wanted, area);
    return width * height;
  };
  const area = areas.reduce((best, other) => (sizeIn(other) > sizeIn(best) ? other : best), main);
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  return {
    x: clamp(wanted.x, area.x, area.x + area.width - width),
    y: clamp(wanted.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

const canGrip = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  width >= GRIP.width && height >= GRIP.height;

function overlapOf(a: Bounds, b: Bounds): { readonly width: number; readonly height: number } {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return { width: Math.max(0, width), height: Math.max(0, height) };
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
