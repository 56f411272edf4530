import { crashPoints, type CrashPoint } from '../log/crash-points.ts';

/** How one life of a relay ends. */
export type Death =
  /** At any moment, from outside. */
  | { readonly kind: 'random'; readonly afterMs: number }
  /** The n-th time that it comes by that point. */
  | { readonly kind: 'point'; readonly point: CrashPoint; readonly at: number };

/** Every second life ends at a random moment; the others at the named points in turn. */
export function planDeath(life: number, random: () => number): Death {
  if (life % 2 === 0) return { kind: 'random', afterMs: random() * MAX_LIFE_MS };
  const point = crashPoints[((life - 1) / 2) % crashPoints.length] as CrashPoint;
  return { kind: 'point', point, at: 1 + Math.floor(random() * mostVisits(point)) };
}

/** Points that a relay only comes by while it opens a log of an earlier format. */
export const isOfUpgrade = (point: CrashPoint): boolean => point.includes('Upgrade');

const MAX_LIFE_MS = 200;

/** A point that a relay comes by rarely is not waited for many times. */
function mostVisits(point: CrashPoint): number {
  if (isOfUpgrade(point)) return 1;
  return point.includes('Compaction') ? 3 : 20;
}
