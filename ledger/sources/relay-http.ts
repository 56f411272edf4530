import * as v from 'valibot';
import { errorBody } from '../../protocol/http-errors.ts';
import { Patience } from './patience.ts';
import { RelayForbidden, RelayUnavailable } from './relay-source.ts';

export interface RelayHttpOptions {
  /** As `http://127.0.0.1:4444`. */
  readonly url: string;
  /** The token to show, read again for each request, as it may be renewed; `null` for a relay without. */
  readonly readToken?: () => string | null;
  /** How long to wait for a sign of life, in milliseconds. */
  readonly patienceMs?: number;
}

/** A relay's HTTP interface. Every method rejects with `RelayUnavailable` or `RelayRefused`. */
export class RelayHttp {
  /** Without a slash at the end. */
  readonly base: string;
  readonly patienceMs: number;
  readonly readToken: () => string | null;

  constructor({ url, readToken = () => null, patienceMs = 20_000 }: RelayHttpOptions) {
    this.base = url.replace(/\/+$/, '');
    this.patienceMs = patienceMs;
    this.readToken = readToken;
  }

  /** The response to a GET, if it is one of success or says that there is no such thing. */
  async request(path: string, signal: AbortSignal): Promise<Response> {
    const response = await this.fetch(path, signal);
    if (response.status === 401 || response.status === 403) {
      throw new RelayForbidden(`${this.base} asks for a token that allows this`);
    }
    if (!response.ok && response.status !== 404) {
      throw new RelayUnavailable(
        `${this.base}${path} answers ${response.status}: ${await errorIn(response)}`,
      );
    }
    return response;
  }

  /** What a GET gives; `null` if there is no such thing. */
  async get<Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
  ): Promise<v.InferOutput<Schema> | null> {
    const patience = new Patience(this.patienceMs);
    try {
      const response = await this.request(path, patience.signal);
      if (response.status === 404) return null;
      const parsed = v.safeParse(schema, readJson(await readText(response, patience)));
      if (parsed.success) return parsed.output;
      throw new RelayUnavailable(
        `${this.base}${path} is no answer of a relay: ${v.summarize(parsed.issues)}`,
      );
    } finally {
      patience.end();
    }
  }

  /** The response to a GET, whatever it says. */
  async fetch(path: string, signal: AbortSignal, accept = '*/*'): Promise<Response> {
    const token = this.readToken();
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    return fetch(`${this.base}${path}`, { headers: { accept, ...authorization }, signal }).catch(
      (error: unknown) => {
        throw new RelayUnavailable(`cannot reach ${this.base}: ${reasonOfFailure(error)}`, { cause: error });
      },
    );
  }
}

async function errorIn(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = v.safeParse(errorBody, body);
  return parsed.success ? parsed.output.error.message : response.statusText || `status ${response.status}`;
}

/** The body, however long it takes as long as more of it keeps coming. */
async function readText(response: Response, patience: Patience): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      patience.renew();
      text += decoder.decode(chunk as Uint8Array, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    throw new RelayUnavailable(`${response.url} broke off: ${reasonOfFailure(error)}`, { cause: error });
  }
}

/** `undefined`, which no schema accepts, for what is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `fetch` says only that it failed; why is in the cause. */
export function reasonOfFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof AggregateError) return error.cause.errors.map(String).join('; ');
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
