import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** Uses a relay's HTTP interface over one connection that is kept. Times are in milliseconds. */
export interface HttpShopper {
  /** So many adds, each after the answer to the one before it. */
  add(customer: string, count: number): Promise<number>;
  checkOut(customer: string): Promise<number>;
  end(): void;
}

/** `null` if the relay does not have that interface. Anything but success to a later request throws. */
export async function newHttpShopper(http: string): Promise<HttpShopper | null> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (path: string, body: object): Promise<number> => {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': 'application/json', 'content-length': bytes.length };
    return new Promise((resolve, reject) => {
      const asked = request(`${http}${path}`, { method: 'POST', agent, headers }, (response) => {
        text(response).then(() => resolve(response.statusCode ?? 0), reject);
      });
      asked.on('error', reject);
      asked.end(bytes);
    });
  };
  const expectSuccess = async (path: string, body: object): Promise<void> => {
    const status = await post(path, body);
    if (status >= 300) throw new Error(`POST ${path} was answered with ${status}`);
  };
  const timed = async (run: () => Promise<void>): Promise<number> => {
    const begin = performance.now();
    await run();
    return performance.now() - begin;
  };
  const item = { unitCount: 1, offeredPrice: 12.5, name: 'Product', currency: 'EUR' };

  const first = await post('/items/first/first', item);
  if (first === 404 || first === 405) {
    agent.destroy();
    return null;
  }
  return {
    add: (customer, count) =>
      timed(async () => {
        for (let n = 0; n < count; n += 1) await expectSuccess(`/items/${customer}/item-${n}`, item);
      }),
    checkOut: (customer) => timed(() => expectSuccess(`/checkout/${customer}`, {})),
    end: () => agent.destroy(),
  };
}
