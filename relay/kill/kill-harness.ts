import type { CartId, RandomBytes } from '../../cart/ids.ts';
import type { CrashPoint } from '../log/crash-points.ts';
import { compareWithPromises, type Losses } from './kill-comparison.ts';
import { isOfUpgrade, planDeath, type Death } from './kill-plan.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { downgradeLog } from '../log/log-downgrade.ts';
import { spawnRelay, type RelayProcess } from '../testing/spawn-relay.ts';

/** What a relay that was killed again and again still had, against what it had promised. */
export interface KillReport extends Losses {
  readonly kills: number;
  /** How many of them at each named point; the others came at random moments. */
  readonly points: Readonly<Partial<Record<CrashPoint, number>>>;
}

export interface KillOptions {
  /** Path of the built `trolley` command, for deaths at random moments. */
  readonly command: string;
  /** Path of the built `crashing-relay`, for the others. */
  readonly crashingCommand: string;
  readonly dataDir: string;
  readonly kills: number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly randomBytes: RandomBytes;
  /** After each restart, for the carts in use. */
  readonly onRound?: (report: KillReport) => void;
}

const CARTS_PER_GENERATION = 3;
const WRITERS_PER_CART = 2;
/** New carts after so many kills: what is compared each time would grow without end. */
const KILLS_PER_GENERATION = 10;
const WINDOW = 16;
/** A relay that has not come by its point by then is killed from outside, in milliseconds. */
const PATIENCE_MS = 3_000;

export const isClean = ({ lost, changed, doubled, invented }: Losses): boolean =>
  lost + changed + doubled + invented === 0;

/**
 * Kills a relay under write load at random moments and at every named point in turn; after each restart compares it
 * with what it had promised.
 */
export async function killRelay(options: KillOptions): Promise<KillReport> {
  const { kills, random, onRound } = options;
  const generations: (readonly LedgerWriter[])[] = [];
  const points: Partial<Record<CrashPoint, number>> = {};
  let report: KillReport = { kills: 0, points, acked: 0, lost: 0, changed: 0, doubled: 0, invented: 0 };
  while (report.kills < kills && isClean(report)) {
    if (report.kills % KILLS_PER_GENERATION === 0)
      generations.push(newGeneration(generations.length, options));
    const writers = generations.at(-1) ?? [];
    const death = planDeath(report.kills, random);
    const losses = await live(death, writers, options);
    if (death.kind === 'point' && losses.isAsPlanned) points[death.point] = (points[death.point] ?? 0) + 1;
    report = { kills: report.kills + 1, points, ...losses.found };
    onRound?.(report);
  }
  if (!isClean(report)) return report;
  return withRelay(options, async (relay) => ({
    ...report,
    ...(await compareWithPromises(relay, generations.flat())),
  }));
}

/** One life of a relay, from its start through a comparison with what those before it had promised to its death. */
async function live(death: Death, writers: readonly LedgerWriter[], options: KillOptions) {
  if (death.kind === 'point' && isOfUpgrade(death.point)) return dieUpgrading(death, writers, options);
  const relay = await start(death, options);
  const found = await compareWithPromises(relay, writers);
  const writing = writers.map((writer) => writer.write(relay.ws));
  const end =
    death.kind === 'random' ? await killAt(relay, death.afterMs, writers) : await killedByItself(relay);
  await Promise.all(writing);
  return { found, isAsPlanned: end };
}

/** The log is taken back to the first format, so that opening it upgrades it. */
async function dieUpgrading(
  death: Extract<Death, { kind: 'point' }>,
  writers: readonly LedgerWriter[],
  options: KillOptions,
) {
  await downgradeLog(options.dataDir);
  const relay = await start(death, options, '--armed').catch(() => null);
  await relay?.end('SIGKILL');
  const found = await withRelay(options, (next) => compareWithPromises(next, writers));
  return { found, isAsPlanned: relay === null };
}

function start(death: Death, options: KillOptions, ...args: string[]): Promise<RelayProcess> {
  const { command, crashingCommand, dataDir } = options;
  if (death.kind === 'random') return spawnRelay({ command, dataDir });
  const plan = ['--crash-point', death.point, '--crash-at', String(death.at), ...args];
  return spawnRelay({ command: crashingCommand, dataDir, args: plan });
}

async function killAt(relay: RelayProcess, afterMs: number, writers: readonly LedgerWriter[]): Promise<true> {
  await firstAcknowledgement(writers);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await relay.end('SIGKILL');
  return true;
}

/** Gives false if it had to be helped. */
async function killedByItself(relay: RelayProcess): Promise<boolean> {
  relay.signal('SIGUSR2');
  let isAsPlanned = true;
  const patience = setTimeout(() => {
    isAsPlanned = false;
    void relay.end('SIGKILL');
  }, PATIENCE_MS);
  await relay.exited;
  clearTimeout(patience);
  return isAsPlanned;
}

async function withRelay<T>(options: KillOptions, use: (relay: RelayProcess) => Promise<T>): Promise<T> {
  const relay = await spawnRelay(options);
  try {
    return await use(relay);
  } finally {
    await relay.end('SIGTERM');
  }
}

const newGeneration = (generation: number, { randomBytes }: KillOptions): readonly LedgerWriter[] =>
  Array.from({ length: CARTS_PER_GENERATION * WRITERS_PER_CART }, (_, i) => {
    const cartId = `cart-${generation}-${i % CARTS_PER_GENERATION}` as CartId;
    return new LedgerWriter({ cartId, randomBytes, window: WINDOW });
  });

/** Resolves when somebody has been told something new. */
async function firstAcknowledgement(writers: readonly LedgerWriter[]): Promise<void> {
  const sum = () => writers.reduce((total, { acknowledged }) => total + acknowledged, 0);
  for (const before = sum(); sum() === before;) await new Promise((resolve) => setTimeout(resolve, 1));
}
