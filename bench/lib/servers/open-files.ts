import { readFileSync } from 'node:fs';

/** Files that a server has open beside its connections, generously. */
const BESIDE = 200;

/**
 * Throws unless a process may hold so many connections. Node raises its own soft limit to the hard one when it
 * starts, so only that one matters; who starts the benchmark has to raise it (`ulimit -Hn`).
 */
export function requireOpenFiles(pid: number, connections: number): void {
  const limits = readFileSync(`/proc/${pid}/limits`, 'utf8');
  const [, allowed = ''] = /^Max open files\s+(\S+)/m.exec(limits) ?? [];
  const needed = connections + BESIDE;
  if (allowed !== 'unlimited' && Number(allowed) < needed) {
    throw new Error(
      `process ${pid} may open ${allowed} files and needs ${needed}: raise the limit (ulimit -n ${needed})`,
    );
  }
}

/** Throws unless one address of this machine can connect so often to another. */
export function requirePorts(connections: number): void {
  const range = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8')
    .trim()
    .split(/\s+/)
    .map(Number);
  const [first = 0, last = 0] = range;
  if (last - first + 1 < connections + BESIDE) {
    throw new Error(`ports ${first} to ${last} are too few for ${connections} connections`);
  }
}
