import { Agent, request as httpRequest } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { newIdentity } from '../testing/new-identity.ts';
import { newRelay } from '../testing/new-relay.ts';
import type { JsonSchema, OpenApiDocument } from '../testing/openapi-document.ts';
import { randomRequests, type RandomRequest } from '../testing/random-request.ts';

/** Random requests to each of the two relays, and what they are drawn from. */
const REQUESTS = Number(process.env['TROLLEY_REQUESTS'] ?? 400);
const SEED = Number(process.env['TROLLEY_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const documentOf = async (http: string) =>
  (await (await fetch(`${http}/openapi.json`)).json()) as OpenApiDocument;

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Sends a request as it is. Of a stream of events only the beginning is read. */
function send(http: string, agent: Agent, { method, path, headers, body }: RandomRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { agent, method, path, headers: { ...headers, ...length } };
    const request = httpRequest(`${http}/`, options, (response) => {
      let text = '';
      const contentType = response.headers['content-type'] ?? '';
      const answer = () => resolve({ status: response.statusCode ?? 0, contentType, body: text });
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (!contentType.startsWith('text/event-stream') || !text.includes('event: hello')) return;
        answer();
        response.destroy();
      });
      response.on('end', answer);
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}

/** Why an answer is not what the document says; `null` if it is. */
function judgeOf(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  const text = JSON.stringify(document).replaceAll('"#/components', '"document#/components');
  const referring = JSON.parse(text) as OpenApiDocument;
  ajv.addSchema(referring, 'document');
  const matches = (schema: JsonSchema, value: unknown) =>
    ajv.validate(schema, value) ? null : ajv.errorsText(ajv.errors);
  const errorSchema = { $ref: 'document#/components/schemas/Error' };

  return ({ method, template }: RandomRequest, { status, contentType, body }: Answer): string | null => {
    if (status >= 500) return `status ${status}`;
    if (method === 'HEAD') return body === '' ? null : 'a body for HEAD';
    const operation = referring.paths[template]?.[method.toLowerCase()];
    const documented = operation?.responses[status];
    // A path or method that the request made up is none of the document's.
    if (!documented && !(status === 404 || status === 405)) return `status ${status} is not documented`;
    const mediaType = contentType.split(';', 1)[0] as string;
    if (!documented) return matches(errorSchema, JSON.parse(body));
    const content = documented.content[mediaType];
    if (!content) return `${mediaType} is not documented for ${status}`;
    if (!content.schema) return null;
    return matches(content.schema, JSON.parse(body));
  };
}

async function newExerciser(http: string) {
  const document = await documentOf(http);
  const judge = judgeOf(document);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  onTestFinished(() => agent.destroy());
  const ask = async (request: RandomRequest): Promise<Answer> => {
    const answer = await send(http, agent, request);
    const reason = judge(request, answer);
    if (reason !== null) throw new Error(`${reason}: ${JSON.stringify({ request, answer })}`);
    return answer;
  };
  const askAtRandom = (tokens: readonly (string | null)[]) =>
    fc.assert(
      fc.asyncProperty(randomRequests(document, tokens), async (request) => {
        await ask(request);
      }),
      { numRuns: REQUESTS, seed: SEED, endOnFailure: true },
    );
  return { document, ask, askAtRandom };
}

describe('random requests get no 5xx, and every answer is as the document says', () => {
  afterAll(() => {
    process.stdout.write(`random requests: ${2 * REQUESTS} with seed ${SEED}\n`);
  });
  const unlimited = { limits: { requestsPerSecond: 1e9, requestBurst: 1e9 } };

  test('from a relay without a secret', async () => {
    const relay = await newRelay(unlimited);
    await (await newExerciser(relay.http)).askAtRandom([null]);
  });

  test('from a relay with one', async () => {
    const identity = await newIdentity();
    const everywhere = { aud: '*' as const };
    const relay = await newRelay({ ...unlimited, ...identity });
    const tokens = await Promise.all([
      identity.token({ ...everywhere, role: 'admin', jti: 'admin' }),
      identity.token({ ...everywhere, role: 'reader', jti: 'reader' }),
      identity.token({ aud: 'kitchen' as CartId, role: 'editor', jti: 'editor' }),
      identity.token({ exp: 1, jti: 'expired' }),
    ]);
    await (await newExerciser(relay.http)).askAtRandom([...tokens, null, 'nonsense']);
  });
});

test('every operation can succeed, and says what the document promises', async () => {
  const identity = await newIdentity();
  const relay = await newRelay(identity);
  const { document, ask } = await newExerciser(relay.http);
  const authorization = `Bearer ${await identity.token({ aud: '*', role: 'admin' })}`;
  const bodies: Readonly<Record<string, object>> = {
    addItem: { offeredPrice: 1.29 },
    countItem: { newCount: 2 },
    revoke: { tokenId: 'another' },
  };
  const parameters = { '{customer}': 'ana', '{id}': 'ana', '{item}': 'milk' };
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({ template, method, operationId })),
  );
  // Something has to be there before it can be looked at, and to be gone last.
  const last = ['removeItem', 'addItem', 'checkOut', 'addItem', 'removeItems'];
  const order = [
    'addItem',
    ...operations.map(({ operationId }) => operationId).filter((id) => !last.includes(id)),
    ...last,
  ];
  for (const id of order) {
    const operation = operations.find(({ operationId }) => operationId === id);
    if (!operation) throw new Error(`no operation ${id}`);
    const body = bodies[id] ? JSON.stringify(bodies[id]) : null;
    const answer = await ask({
      method: operation.method.toUpperCase(),
      template: operation.template,
      path: operation.template.replaceAll(/\{[a-z]+\}/g, (name) => parameters[name as '{id}']),
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      body,
    });
    expect([id, answer.status]).toEqual([id, 200]);
  }
});

describe('the document', () => {
  test('is what OpenAPI 3.1 asks for', async () => {
    const document = await documentOf((await newRelay()).http);
    expect(document).toMatchObject({ openapi: '3.1.1', info: { title: 'Trolley relay' }, components: {} });
    const ids = new Set<string>();
    for (const [path, methods] of Object.entries(document.paths)) {
      expect(path).toMatch(/^\/([a-z._]+|\{[a-z]+\})?(\/([a-z._]+|\{[a-z]+\}))*$/);
      for (const operation of Object.values(methods)) {
        expect(operation.summary).not.toBe('');
        expect(ids.has(operation.operationId)).toBe(false);
        ids.add(operation.operationId);
        const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
        expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{[a-z]+\}/g) ?? []);
        expect(inPath.every(({ required }) => required)).toBe(true);
        expect(Object.keys(operation.responses).every((status) => /^[2-5][0-9]{2}$/.test(status))).toBe(true);
        for (const response of Object.values(operation.responses)) expect(response.description).not.toBe('');
      }
    }
  });

  test('has only schemas that can be compiled, and refers only to what is in it', async () => {
    const document = await documentOf((await newRelay()).http);
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    const text = JSON.stringify(document);
    ajv.addSchema(
      JSON.parse(text.replaceAll('"#/components', '"document#/components')) as object,
      'document',
    );
    for (const name of Object.keys(document.components.schemas)) {
      expect(ajv.getSchema(`document#/components/schemas/${name}`)).toBeTypeOf('function');
    }
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([A-Za-z]+)"/g)) {
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    expect(document.components.schemas['ItemRequest']?.required).toEqual(['offeredPrice']);
  });
});
