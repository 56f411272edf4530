import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DialectName } from '../clients/dialect.ts';
import { places } from '../places.ts';
import { spawnServer, type ServerProcess } from './spawn-server.ts';

export interface StartOptions {
  /** A folder of its own, for servers that store. */
  readonly dataDir: string;
  /** For Node itself. */
  readonly nodeArgs?: readonly string[];
}

/** One of those compared. */
export interface Contestant {
  readonly name: string;
  readonly dialect: DialectName;
  start(options: StartOptions): Promise<ServerProcess>;
}

/** The relay as it is shipped: everything is synced to the disk before it is acknowledged. */
export const trolley: Contestant = {
  name: 'trolley',
  dialect: 'trolley',
  start: ({ dataDir, nodeArgs }) =>
    spawnServer({ nodeArgs, program: places.command, args: ['relay', '--port', '0', '--data', dataDir] }),
};

const yWebsocket: Contestant = {
  name: '@y/websocket-server',
  dialect: 'yWebsocket',
  start: ({ nodeArgs }) => spawnServer({ nodeArgs, program: places.yWebsocket }),
};

const hocuspocus: Contestant = {
  name: '@hocuspocus/server',
  dialect: 'hocuspocus',
  start: ({ nodeArgs }) => spawnServer({ nodeArgs, program: places.hocuspocus }),
};

/** As each starts when nothing is configured, which for the peers means in memory. Trolley comes first. */
export const contestants: readonly Contestant[] = [trolley, yWebsocket, hocuspocus];

/** The least that passing updates on takes: what no server can be below. */
export const floor: Contestant = {
  name: 'the floor: ws, forwarding',
  dialect: 'yWebsocket',
  start: ({ nodeArgs }) => spawnServer({ nodeArgs, program: places.forward }),
};

/** With the storage that their documentation offers, beside the one that has none unless told. */
export const storingContestants: readonly Contestant[] = [
  trolley,
  yWebsocket,
  {
    ...yWebsocket,
    name: '@y/websocket-server, y-leveldb',
    start: ({ dataDir, nodeArgs }) =>
      spawnServer({ nodeArgs, program: places.yWebsocket, env: { YPERSISTENCE: dataDir } }),
  },
  {
    ...hocuspocus,
    name: '@hocuspocus/server, database',
    start: ({ dataDir, nodeArgs }) => spawnServer({ nodeArgs, program: places.hocuspocus, args: [dataDir] }),
  },
];

/** Runs a server for as long as something is done with it. */
export async function withServer<Result>(
  contestant: Contestant,
  use: (server: ServerProcess) => Promise<Result>,
  nodeArgs: readonly string[] = [],
): Promise<Result> {
  return await withDirectory(async (dataDir) => {
    const server = await contestant.start({ dataDir, nodeArgs });
    try {
      return await use(server);
    } finally {
      await server.end('SIGTERM');
    }
  });
}

/** Lends a new folder, and removes it. */
export async function withDirectory<Result>(use: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'trolley-bench-'));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
