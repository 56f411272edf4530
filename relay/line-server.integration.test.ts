import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { LineReply } from '../protocol/line-protocol.ts';
import { serveLines, type LineServer } from './line-server.ts';

describe('serveLines', () => {
  const open: (LineServer | Socket)[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await ('close' in each ? each.close() : each.destroy());
  });

  async function newConversation(onLine: (line: string) => Promise<LineReply>) {
    const server = await serveLines({ port: 0, onLine });
    const socket = connect(server.port, '127.0.0.1');
    open.push(server, socket);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(text)));
    return { socket, ended };
  }

  const echo = (line: string): Promise<LineReply> =>
    Promise.resolve({ text: `<${line}>`, isLast: line === 'quit' });

  it('answers each line, however the bytes are cut, and ends at quit', async () => {
    const { socket, ended } = await newConversation(echo);
    for (const chunk of ['on', 'e\ntw', 'o\n\nquit\nnever\n']) socket.write(chunk);
    expect(await ended).toBe('<one>\n<two>\n<>\n<quit>\n');
  });

  it('starts every line at once and answers in the order of asking', async () => {
    const started: string[] = [];
    const finish = new Map<string, () => void>();
    const { socket, ended } = await newConversation((line) => {
      started.push(line);
      if (line === 'quit') for (const end of [...finish.values()].reverse()) end();
      if (line === 'quit') return echo(line);
      return new Promise((resolve) => finish.set(line, () => resolve({ text: line, isLast: false })));
    });
    socket.write('first\nsecond\nquit\n');
    expect(await ended).toBe('first\nsecond\n<quit>\n');
    expect(started).toEqual(['first', 'second', 'quit']);
  });

  it('answers thousands of pipelined lines without losing one', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `line ${index}`);
    const { socket, ended } = await newConversation(echo);
    socket.write(`${[...lines, 'quit'].join('\n')}\n`);
    expect(await ended).toBe(`${[...lines, 'quit'].map((line) => `<${line}>`).join('\n')}\n`);
  });

  it('answers what was asked before the peer closed its side, an unfinished line too', async () => {
    const { socket, ended } = await newConversation(async (line) => {
      await new Promise((resolve) => setImmediate(resolve));
      return echo(line);
    });
    socket.end('one\ntwo');
    expect(await ended).toBe('<one>\n<two>\n');
  });

  it('takes lines of 64 KiB, refuses longer ones and goes on', async () => {
    const { socket, ended } = await newConversation((line) =>
      Promise.resolve({ text: String(line.length), isLast: line === 'quit' }),
    );
    const limit = 64 * 1024;
    socket.write(`${'x'.repeat(limit)}\n${'x'.repeat(limit + 1)}\n${'x'.repeat(5 * limit)}\nquit\n`);
    const tooLong = `error too_long a line has at most ${limit} bytes`;
    expect(await ended).toBe(`${limit}\n${tooLong}\n${tooLong}\n4\n`);
  });
});
