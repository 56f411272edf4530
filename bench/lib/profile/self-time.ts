import * as v from 'valibot';

/** What is read of the `.cpuprofile` files that Node writes. Times are in microseconds. */
export const cpuProfile = v.object({
  nodes: v.array(
    v.object({
      id: v.number(),
      callFrame: v.object({
        functionName: v.string(),
        url: v.string(),
        /** From 0. */
        lineNumber: v.number(),
        columnNumber: v.number(),
      }),
    }),
  ),
  startTime: v.number(),
  samples: v.array(v.number()),
  timeDeltas: v.array(v.number()),
});
export type CpuProfile = v.InferOutput<typeof cpuProfile>;
export type CallFrame = CpuProfile['nodes'][number]['callFrame'];

/** A function, and for how long it was itself at work. */
export interface SelfTime {
  readonly frame: CallFrame;
  readonly microseconds: number;
}

/** The samples of a profile between two moments of its own clock, by function, longest first. */
export function selfTimes(profile: CpuProfile, from: number, to: number): readonly SelfTime[] {
  const byNode = new Map<number, number>();
  let at = profile.startTime;
  profile.samples.forEach((node, index) => {
    // The time before a sample belongs to the one before it; that is one sample's error, and none in the sum.
    const delta = profile.timeDeltas[index] ?? 0;
    at += delta;
    if (at >= from && at <= to) byNode.set(node, (byNode.get(node) ?? 0) + delta);
  });
  const byFunction = new Map<string, { frame: CallFrame; microseconds: number }>();
  for (const { id, callFrame } of profile.nodes) {
    const microseconds = byNode.get(id);
    if (microseconds === undefined) continue;
    const { functionName, url, lineNumber, columnNumber } = callFrame;
    const key = `${functionName}|${url}|${lineNumber}|${columnNumber}`;
    const entry = byFunction.get(key);
    if (entry) entry.microseconds += microseconds;
    else byFunction.set(key, { frame: callFrame, microseconds });
  }
  return [...byFunction.values()].sort((a, b) => b.microseconds - a.microseconds);
}
