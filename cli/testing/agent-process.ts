import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { trolleyCommand } from '../../relay/testing/run-trolley.ts';

/** The built `trolley` command. */
export const command = trolleyCommand;

export interface AgentStatus {
  readonly online: boolean;
  readonly pending: number;
  readonly durable: number;
  readonly ops: number;
  readonly cart: string;
}

/** A running `trolley agent` and one conversation with it. */
export interface AgentProcess {
  readonly port: number;
  /** What it has logged so far. */
  readonly logs: readonly string[];
  /** Says a line and gives the reply to it; lines may be said without waiting. */
  say(line: string): Promise<string>;
  show(): Promise<unknown>;
  status(): Promise<AgentStatus>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals | null>;
}

/** Starts an agent on a free port and waits until it listens. */
export const spawnAgent = (...args: readonly string[]): Promise<AgentProcess> => spawnAgentAt(0, ...args);

/** The same on a computer whose clock is this many milliseconds ahead. */
export async function spawnAgentAt(ahead: number, ...args: readonly string[]): Promise<AgentProcess> {
  const setClock = `const { now } = Date; Date.now = () => now() + ${ahead};`;
  const node = ahead === 0 ? [] : ['--import', `data:text/javascript,${encodeURIComponent(setClock)}`];
  const child = spawn(process.execPath, [...node, command, 'agent', '--listen', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logs: string[] = [];
  createInterface(child.stderr).on('line', (line) => logs.push(line));
  const exited = once(child, 'exit').then(
    ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
  );
  const [first] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { port } = JSON.parse(first) as { port: number };
  const socket = connect(port, '127.0.0.1');
  const waiting: ((reply: string) => void)[] = [];
  createInterface(socket).on('line', (line) => waiting.shift()?.(line));
  // Replies that were on their way when the agent was killed never come.
  socket.on('error', () => undefined);
  const say = (line: string) =>
    new Promise<string>((resolve) => {
      waiting.push(resolve);
      socket.write(`${line}\n`);
    });
  return {
    port,
    logs,
    say,
    show: async () => JSON.parse(await say('show')) as unknown,
    status: async () => JSON.parse(await say('status')) as AgentStatus,
    end: (signal) => {
      child.kill(signal);
      socket.destroy();
      return exited;
    },
  };
}
