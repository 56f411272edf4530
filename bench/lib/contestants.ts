import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { spawnRelay } from '../../relay/spawn-relay.ts';
import type { DialectName } from './dialect.ts';

/** A server in a process of its own. */
export interface RunningServer {
  readonly ws: string;
  readonly pid: number;
  end(): Promise<void>;
}

/** One of those compared. */
export interface Contestant {
  readonly name: string;
  readonly dialect: DialectName;
  start(): Promise<RunningServer>;
}

/** Trolley first: the others are compared with it. Paths are right from `dist/` too, which is as deep. */
export const contestants: readonly Contestant[] = [
  { name: 'trolley', dialect: 'trolley', start: startTrolley },
  {
    name: '@y/websocket-server 0.1.1',
    dialect: 'yWebsocket',
    start: () => startPeer(new URL('../../bench/peers/y-websocket.mjs', import.meta.url)),
  },
  {
    name: '@hocuspocus/server 3.4.4',
    dialect: 'hocuspocus',
    start: () => startPeer(new URL('../../bench/peers/hocuspocus.mjs', import.meta.url)),
  },
];

/** The relay as it is shipped, with a new data folder. */
async function startTrolley(): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trolley-bench-'));
  const command = join(dirname(process.argv[1] ?? ''), '../cli/main.js');
  const relay = await spawnRelay({ command, dataDir });
  return {
    ws: relay.ws,
    pid: relay.pid,
    end: async () => {
      await relay.end('SIGTERM');
      await rm(dataDir, { recursive: true });
    },
  };
}

const listening = v.object({ event: v.literal('listening'), ws: v.string(), pid: v.number() });

async function startPeer(program: URL): Promise<RunningServer> {
  const child = spawn(process.execPath, [fileURLToPath(program)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = once(createInterface(child.stdout), 'line').then(([text]) => String(text));
  const first = await Promise.race([line, exited.then(() => null)]);
  if (first === null) throw new Error(`${program.pathname} ended before it listened`);
  const { ws, pid } = v.parse(listening, JSON.parse(first));
  return {
    ws,
    pid,
    end: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
