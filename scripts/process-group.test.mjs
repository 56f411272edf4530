import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProcess } from './process-group.mjs';

/** @type {string} */
let directory;
/** @type {import('./process-group.mjs').Child[]} */
let started;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'trolley-process-'));
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((child) => child.stop(0)));
  rmSync(directory, { recursive: true });
});

/** @param {string} code what the child runs */
function startNode(code) {
  const options = {
    name: 'it',
    command: process.execPath,
    args: ['-e', code],
    logFile: join(directory, 'it.log'),
  };
  const child = startProcess(options);
  started.push(child);
  return child;
}

/** @param {unknown} port */
function listens(port) {
  return fetch(`http://127.0.0.1:${String(port)}`).then(
    () => true,
    () => false,
  );
}

const STAY = 'setInterval(() => {}, 1000);';

describe('startProcess', () => {
  it('waits for the announced event among other output', async () => {
    const child = startNode(`console.log('noise'); console.log('{"event":"ready","port":7}'); ${STAY}`);
    await expect(child.announces('ready', 5_000)).resolves.toEqual({ event: 'ready', port: 7 });
  });

  it('remembers an event that came before anyone waited', async () => {
    const child = startNode(`console.log('{"event":"one"}'); console.log('{"event":"two"}'); ${STAY}`);
    await child.announces('two', 5_000);
    await expect(child.announces('one', 5_000)).resolves.toEqual({ event: 'one' });
  });

  it('shows the end of the log of a child that died before it was ready', async () => {
    const child = startNode(`console.error('disk is full'); process.exitCode = 3`);
    await expect(child.announces('ready', 5_000)).rejects.toThrow(/exit code 3[\s\S]*disk is full/);
    expect(readFileSync(join(directory, 'it.log'), 'utf8')).toContain('disk is full');
  });

  it('gives up on a child that never says it is ready', async () => {
    await expect(startNode(STAY).announces('ready', 50)).rejects.toThrow('was not ready after 0.05 s');
  });

  it('reports a command that does not exist', async () => {
    const child = startProcess({
      name: 'it',
      command: join(directory, 'absent'),
      args: [],
      logFile: join(directory, 'log'),
    });
    await expect(child.announces('ready', 5_000)).rejects.toThrow('ENOENT');
  });

  it('lets a child that is asked to stop finish its work', async () => {
    const child = startNode(
      `process.on('SIGTERM', () => process.exit(0)); console.log('{"event":"ready"}'); ${STAY}`,
    );
    await child.announces('ready', 5_000);
    await child.stop();
    await expect(child.exited).resolves.toEqual({ code: 0, signal: null });
  });

  it('insists when a child ignores the request', async () => {
    const child = startNode(`process.on('SIGTERM', () => {}); console.log('{"event":"ready"}'); ${STAY}`);
    await child.announces('ready', 5_000);
    await child.stop(50);
    await expect(child.exited).resolves.toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('takes helpers along that the child leaves behind', async () => {
    const helper = `
      const server = require('node:http').createServer((request, response) => response.end());
      server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ event: 'ready', port: server.address().port })));`;
    const child = startNode(`
      require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(helper)}], { stdio: 'inherit' });
      ${STAY}`);
    const { port } = await child.announces('ready', 5_000);
    expect(await listens(port)).toBe(true);
    process.kill(child.pid, 'SIGKILL');
    await child.exited;
    await expect.poll(() => listens(port)).toBe(false);
  });
});
