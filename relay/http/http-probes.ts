import { healthBody, readinessBody, type HealthBody, type ReadinessBody } from '../../protocol/http.ts';
import { json, type Reply } from './http-reply.ts';
import { route, type Route } from './http-route.ts';
import type { Metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { statusPage, type StatusPageOptions } from './status-page.ts';

export interface ProbeRoutesOptions extends StatusPageOptions {
  readonly readiness: () => ReadinessBody;
  readonly metrics: Metrics;
  /** Every route, these included. */
  readonly allRoutes: () => readonly Route[];
}

/** What tells of the relay itself. */
export function probeRoutes(options: ProbeRoutesOptions): readonly Route[] {
  const { readiness, metrics, allRoutes, version } = options;
  let document: Reply | null = null;
  return [
    route({
      ...{ method: 'GET', path: '/', id: 'readStatus', role: null },
      summary: 'How the relay is, for people',
      answers: [{ status: 200, contentType: 'text/html; charset=utf-8', description: 'A page.' }],
      handle: () => statusPage(options),
    }),
    route({
      ...{ method: 'GET', path: '/healthz', id: 'readHealth', role: null },
      summary: 'Whether the process answers',
      answers: [{ status: 200, description: 'It does.', schema: healthBody }],
      handle: () => json({ status: 'ok' } satisfies HealthBody),
    }),
    route({
      ...{ method: 'GET', path: '/readyz', id: 'readReadiness', role: null },
      summary: 'Whether the relay takes and stores changes',
      answers: [
        { status: 200, description: 'It does.', schema: readinessBody },
        { status: 503, description: 'It does not, and why.', schema: readinessBody },
      ],
      handle: () => {
        const body = readiness();
        return json(body, body.status === 'ready' ? 200 : 503);
      },
    }),
    route({
      ...{ method: 'GET', path: '/metrics', id: 'readMetrics', role: 'reader' },
      summary: 'Counters and gauges for Prometheus',
      answers: [{ status: 200, contentType: metrics.contentType, description: 'See docs/metrics.md.' }],
      handle: async () => ({
        ...{ kind: 'text', status: 200, contentType: metrics.contentType },
        text: await metrics.text(),
      }),
    }),
    route({
      ...{ method: 'GET', path: '/openapi.json', id: 'readOpenApi', role: null },
      summary: 'This interface, as OpenAPI 3.1',
      answers: [{ status: 200, description: 'The document.' }],
      handle: () => (document ??= json(openApiDocument(allRoutes(), version))),
    }),
  ];
}
