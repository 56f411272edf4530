import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as v from 'valibot';

/** A relay in a process of its own. */
export interface RelayProcess {
  readonly ws: string;
  readonly http: string;
  readonly pid: number;
  readonly dataDir: string;
  /** What it has logged so far. */
  readonly logs: readonly string[];
  /** The exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals | null>;
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal and waits for the end; gives the exit code, or the signal that ended it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | NodeJS.Signals | null>;
}

export interface SpawnRelayOptions {
  /** Path of the built `trolley` command. */
  readonly command: string;
  readonly dataDir: string;
  /** 0 picks a free one. */
  readonly port?: number;
  readonly args?: readonly string[];
}

const listening = v.object({
  event: v.literal('listening'),
  ws: v.string(),
  http: v.string(),
  pid: v.number(),
});

/** Starts `trolley relay` and waits until it listens; rejects with what it logged if it ends before. */
export async function spawnRelay({
  command,
  dataDir,
  port = 0,
  args = [],
}: SpawnRelayOptions): Promise<RelayProcess> {
  const child = spawn(
    process.execPath,
    [command, 'relay', '--port', String(port), '--data', dataDir, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const logs: string[] = [];
  createInterface(child.stderr).on('line', (line) => logs.push(line));
  const exited = once(child, 'exit').then(
    ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
  );
  const line = once(createInterface(child.stdout), 'line').then(([text]) => String(text));
  const first = await Promise.race([line, exited.then((end) => ({ end }))]);
  if (typeof first !== 'string') throw new Error(`the relay ended with ${first.end}: ${logs.join('\n')}`);
  const { ws, http, pid } = v.parse(listening, JSON.parse(first));
  return {
    ws,
    http,
    pid,
    dataDir,
    logs,
    exited,
    signal: (signal) => void child.kill(signal),
    end: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}
