import type { Scene } from './scene.ts';

/** What an attack came to: it was turned away, or it went through and nobody was the worse for it. */
export interface Finding {
  readonly verdict: 'refused' | 'harmless';
  /** Close code, refusal or figures. */
  readonly evidence: string;
}

/** One attack of the table in `docs/security.md`; `run` rejects if it did harm. */
export interface Attack {
  readonly name: string;
  run(scene: Scene): Promise<Finding>;
}

export const refused = (evidence: string): Finding => ({ verdict: 'refused', evidence });
export const harmless = (evidence: string): Finding => ({ verdict: 'harmless', evidence });

/** Throws, saying what went wrong, unless it is so. */
export function require(isSo: boolean, harm: string): asserts isSo {
  if (!isSo) throw new Error(harm);
}
