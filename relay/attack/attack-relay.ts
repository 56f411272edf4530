import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { reasonOf } from '../../cart/result.ts';
import { createSecretFile, readSecretFile } from '../access/secret-file.ts';
import { spawnRelay } from '../testing/spawn-relay.ts';
import type { Attack, Finding } from './attack.ts';
import { forgeToken } from './attacker.ts';
import type { CrowdFigures, CrowdOptions, CrowdOutcome } from './honest-crowd.ts';
import { mostResidentMegabytes } from './process-figures.ts';
import { Scene } from './scene.ts';

export interface AttackRelayOptions {
  /** Path of the built `trolley` command. */
  readonly command: string;
  /** Path of the built program of `HonestCrowd`. */
  readonly honest: string;
  /** An empty directory. */
  readonly directory: string;
  readonly attacks: readonly Attack[];
  readonly randomBytes: (length: number) => Uint8Array;
  /** Further arguments of the relay. */
  readonly args?: readonly string[];
  readonly onAttack?: (result: AttackResult) => void;
}

export interface AttackResult {
  readonly name: string;
  /** What it came to; a text says what harm it did. */
  readonly finding: Finding | string;
  readonly milliseconds: number;
  /** How it went for the honest meanwhile. */
  readonly honest: CrowdFigures;
}

export interface AttackReport {
  readonly results: readonly AttackResult[];
  readonly honest: CrowdOutcome & {
    readonly troubles: readonly string[];
    /** Of the attack during which it was worst, in milliseconds. */
    readonly worstP99: number;
  };
  /** The most that the relay ever had in memory, in MB. */
  readonly memory: number;
  /** Lines of the log that name Mallory. */
  readonly named: number;
}

const MAX_P99_MS = 250;
export const MAX_MEMORY_MB = 512;

const CARTS = 5;
const MEMBERS_PER_CART = 4;
const PACE_MS = 200;
/** A p99 of fewer edits than these would be a maximum. */
const MIN_WINDOW_MS = 1_000;

/** Attacks a relay in a process of its own while others shop there, and says how both fared. */
export async function attackRelay(options: AttackRelayOptions): Promise<AttackReport> {
  const secretFile = join(options.directory, 'relay.secret');
  createSecretFile(secretFile, options.randomBytes);
  const [secret] = readSecretFile(secretFile).secrets;
  const relay = await spawnRelay({
    command: options.command,
    dataDir: join(options.directory, 'data'),
    args: ['--auth-secret-file', secretFile, '--trust-proxy', '127.0.0.1', ...(options.args ?? [])],
  });
  const crowd = startCrowd(options.honest, { ws: relay.ws, members: membersOf(secret), pace: PACE_MS });
  try {
    const scene = new Scene({ ...relay, secret });
    await sleep(MIN_WINDOW_MS);
    await crowd.ask('take');
    const results: AttackResult[] = [];
    for (const attack of options.attacks) {
      const result = await runAttack(attack, scene, crowd);
      options.onAttack?.(result);
      results.push(result);
    }
    const outcome = (await crowd.ask('finish')) as CrowdOutcome;
    return {
      results,
      honest: {
        ...outcome,
        troubles: results.flatMap(({ honest }) => honest.troubles),
        worstP99: Math.max(...results.map(({ honest }) => honest.p99)),
      },
      memory: mostResidentMegabytes(relay.pid),
      named: relay.logs.filter((line) => line.includes('"mallory"')).length,
    };
  } finally {
    crowd.end();
    await relay.end('SIGTERM');
  }
}

/** Everything that is not as it should be; nothing if the relay withstood. */
export function faultsOf({ results, honest, memory, named }: AttackReport): readonly string[] {
  const faults = results.flatMap(({ name, finding }) =>
    typeof finding === 'string' ? [`${name}: ${finding}`] : [],
  );
  faults.push(...honest.troubles, ...honest.lost);
  if (honest.p99 >= MAX_P99_MS) faults.push(`an honest edit took ${honest.p99} ms (p99)`);
  if (honest.written === 0) faults.push('nobody shopped');
  if (memory >= MAX_MEMORY_MB) faults.push(`the relay grew to ${memory} MB`);
  if (named === 0) faults.push('the log names no attacker');
  return faults;
}

async function runAttack(attack: Attack, scene: Scene, crowd: Crowd): Promise<AttackResult> {
  const started = performance.now();
  const finding = await attack.run(scene).catch((error: unknown) => reasonOf(error));
  const milliseconds = Math.round(performance.now() - started);
  await sleep(Math.max(0, MIN_WINDOW_MS - milliseconds));
  scene.clear();
  return { name: attack.name, finding, milliseconds, honest: (await crowd.ask('take')) as CrowdFigures };
}

const membersOf = (secret: Uint8Array): CrowdOptions['members'] =>
  Array.from({ length: CARTS * MEMBERS_PER_CART }, (_, i) => {
    const [user, cart] = [`shopper-${i}`, `honest-${i % CARTS}`];
    return { user, cart, token: forgeToken(secret, { user, cart }) };
  });

interface Crowd {
  ask(question: 'take' | 'finish'): Promise<unknown>;
  end(): void;
}

function startCrowd(program: string, options: CrowdOptions): Crowd {
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const gone = once(child, 'exit').then(() => {
    throw new Error('those who shop are gone');
  });
  // Whoever asks next is told.
  gone.catch(() => undefined);
  return {
    ask: async (question) => {
      const answer = once(lines, 'line');
      child.stdin.write(`${question}\n`);
      const [line] = (await Promise.race([answer, gone])) as [string];
      return JSON.parse(line) as unknown;
    },
    end: () => child.kill('SIGKILL'),
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
