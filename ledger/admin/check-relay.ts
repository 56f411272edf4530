import * as v from 'valibot';
import type { RelayHealth } from '../../protocol/admin/relay.ts';
import { healthBody, readinessBody } from '../../protocol/http.ts';
import { reasonOfFailure, type RelayHttp } from '../sources/relay-http.ts';
import { RelayRefused, RelayUnavailable } from '../sources/relay-source.ts';
import { parseMetrics } from './parse-metrics.ts';

/** How long the relay may take, in milliseconds: somebody is looking. */
const PATIENCE_MS = 5_000;

const described = v.object({ info: v.object({ version: v.string() }) });

/** Asks the relay how it is. */
export async function checkRelay(relay: RelayHttp, clock: () => number): Promise<RelayHealth> {
  const { base: url } = relay;
  try {
    const begun = clock();
    await readJson(relay, '/healthz', healthBody);
    const latencyMs = clock() - begun;
    const readiness = await readJson(relay, '/readyz', readinessBody);
    const reason = readiness.status === 'ready' ? null : readiness.reason;
    return {
      ...{ status: 'answering', url, isReady: reason === null, reason, latencyMs },
      version: (await readJson(relay, '/openapi.json', described)).info.version,
      metrics: await readMetrics(relay),
      checkedAt: clock(),
    };
  } catch (error) {
    if (!(error instanceof RelayUnavailable)) throw error;
    return { status: 'unreachable', url, reason: error.message, checkedAt: clock() };
  }
}

/** Whatever the status: one that is not ready says why. */
async function readJson<Schema extends v.GenericSchema>(
  relay: RelayHttp,
  path: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const response = await relay.fetch(path, AbortSignal.timeout(PATIENCE_MS));
  const body: unknown = await response.json().catch(() => null);
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  throw new RelayUnavailable(`${relay.base}${path} is no answer of a relay (status ${response.status})`);
}

/** None if the token does not allow it. */
async function readMetrics(relay: RelayHttp): Promise<Readonly<Record<string, number>>> {
  try {
    const response = await relay.request('/metrics', AbortSignal.timeout(PATIENCE_MS));
    const text = await response.text().catch((error: unknown) => {
      throw new RelayUnavailable(`${relay.base}/metrics broke off: ${reasonOfFailure(error)}`);
    });
    return response.ok ? parseMetrics(text) : {};
  } catch (error) {
    if (error instanceof RelayRefused) return {};
    throw error;
  }
}
