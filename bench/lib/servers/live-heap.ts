import { once } from 'node:events';
import * as v from 'valibot';
import { WebSocket } from 'ws';

const answer = v.object({
  id: v.number(),
  result: v.optional(v.object({ result: v.optional(v.object({ value: v.number() })) })),
});

/** A process that was started with `--inspect` says where its inspector is on standard error. */
export function inspectorOf(logs: readonly string[]): string {
  for (const line of logs) {
    const [url] = /ws:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined && line.startsWith('Debugger listening')) return url;
  }
  throw new Error('the server has no inspector');
}

/** What a process still needs, in bytes: it is made to collect its garbage first. */
export async function liveHeap(inspector: string): Promise<number> {
  const socket = new WebSocket(inspector);
  await once(socket, 'open');
  let lastId = 0;
  const ask = (method: string, params: object): Promise<v.InferOutput<typeof answer>> => {
    const id = (lastId += 1);
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) =>
      socket.on('message', (data: Buffer) => {
        const message: unknown = JSON.parse(data.toString());
        if ((message as { id?: number }).id === id) resolve(v.parse(answer, message));
      }),
    );
  };
  await ask('HeapProfiler.collectGarbage', {});
  const expression = 'process.memoryUsage().heapUsed + process.memoryUsage().external';
  const { result } = await ask('Runtime.evaluate', { expression, returnByValue: true });
  socket.terminate();
  return result?.result?.value ?? Number.NaN;
}
