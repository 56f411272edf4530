import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as v from 'valibot';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly ws: string;
  /** Trolley's only. */
  readonly http?: string | undefined;
  readonly pid: number;
  /** What it has written to standard error. */
  readonly logs: readonly string[];
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface SpawnServerOptions {
  /** For Node itself. */
  readonly nodeArgs?: readonly string[] | undefined;
  readonly program: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const listening = v.object({
  event: v.literal('listening'),
  ws: v.string(),
  http: v.optional(v.string()),
  pid: v.number(),
});

/** Starts a server and waits for the line of JSON that says where it listens; rejects if it ends before. */
export async function spawnServer(options: SpawnServerOptions): Promise<ServerProcess> {
  const { nodeArgs = [], program, args = [], env = {} } = options;
  const child = spawn(process.execPath, [...nodeArgs, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const logs: string[] = [];
  createInterface(child.stderr).on('line', (line) => logs.push(line));
  const exited = once(child, 'exit');
  const listens = new Promise<v.InferOutput<typeof listening>>((resolve) =>
    createInterface(child.stdout).on('line', (line) => {
      const read = readListening(line);
      if (read) resolve(read);
    }),
  );
  const first = await Promise.race([listens, exited.then(() => null)]);
  if (first === null) throw new Error(`${program} ended before it listened: ${logs.join('\n')}`);
  return {
    ...first,
    logs,
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}

/** Servers may say other things too. */
function readListening(line: string): v.InferOutput<typeof listening> | null {
  try {
    return v.parse(listening, JSON.parse(line));
  } catch {
    return null;
  }
}
