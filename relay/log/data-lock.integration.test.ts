import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lockData } from './data-lock.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { LogUnopenable } from './update-log.ts';

const GONE = '{"pid":999999999,"startedAt":"1"}';

describe('a data directory', () => {
  test('is one process’s, until it lets go', async () => {
    const dataDir = await temporaryDirectory();
    const unlock = lockData(dataDir);
    expect(() => lockData(dataDir)).toThrow(`in use by process ${process.pid}`);
    unlock();
    lockData(dataDir)();
    for (let i = 0; i < 20; i++) lockData(dataDir)();
    expect((await readdir(join(dataDir, 'lock'))).length).toBeLessThanOrEqual(2);
  });

  test('of a process that is gone, or whose number another one has now, is free', async () => {
    for (const left of [GONE, `{"pid":${process.pid},"startedAt":"1"}`, '', '{"pid":']) {
      const dataDir = await temporaryDirectory();
      await mkdir(join(dataDir, 'lock'));
      await writeFile(join(dataDir, 'lock', '7'), left);
      const unlock = lockData(dataDir);
      expect(() => lockData(dataDir)).toThrow(LogUnopenable);
      unlock();
    }
  });

  test('that version 0.1.0 left is free; one that it holds is not', async () => {
    const dataDir = await temporaryDirectory();
    await writeFile(join(dataDir, 'lock'), GONE);
    lockData(dataDir)();
    const held = await temporaryDirectory();
    const startedAt = await startTime();
    await writeFile(join(held, 'lock'), JSON.stringify({ pid: process.pid, startedAt }));
    expect(() => lockData(held)).toThrow('in use');
  });

  test('that a dead process held goes to exactly one of many who want it at once', async () => {
    const contenders = await Promise.all(Array.from({ length: 6 }, startContender));
    for (let round = 0; round < 40; round++) {
      const dataDir = await temporaryDirectory();
      await mkdir(join(dataDir, 'lock'));
      await writeFile(join(dataDir, 'lock', '1'), GONE);
      const answers = await Promise.all(contenders.map((contender) => ask(contender, { lock: dataDir })));
      expect(answers.filter((answer) => answer === 'locked')).toHaveLength(1);
      await Promise.all(contenders.map((contender) => ask(contender, { unlock: dataDir })));
    }
  });
});

/** As a lock file has it. */
async function startTime(): Promise<unknown> {
  const dataDir = await temporaryDirectory();
  const unlock = lockData(dataDir);
  const { startedAt } = JSON.parse(await readFile(join(dataDir, 'lock', '1'), 'utf8')) as {
    startedAt: unknown;
  };
  unlock();
  return startedAt;
}

async function startContender(): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('../../dist/bench/lock-contender.js', import.meta.url));
  const child = fork(program);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

async function ask(child: ChildProcess, request: object): Promise<unknown> {
  const answer = once(child, 'message') as Promise<[unknown]>;
  child.send(request);
  return (await answer)[0];
}
