import type { Finding } from '../../../protocol/verdict.ts';

/** Operations that are on their way, and that nothing else is to be said of. */
export function lateOps(findings: readonly Finding[]): ReadonlySet<string> {
  const wrong = new Set(
    findings.filter(({ verdict }) => verdict !== 'LAG').flatMap(({ opIds }): readonly string[] => opIds),
  );
  const late = findings
    .filter(({ verdict }) => verdict === 'LAG')
    .flatMap(({ opIds }): readonly string[] => opIds);
  return new Set(late.filter((id) => !wrong.has(id)));
}
