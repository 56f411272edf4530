import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Traffic } from '../limits/traffic.ts';

/** What can be asked of the relay's parts when somebody looks. */
export interface MetricSources {
  readonly connections: () => number;
  readonly cartsInMemory: () => number;
  readonly cartsStored: () => Promise<number>;
  /** Operations that wait for the append in flight to end. */
  readonly opsQueued: () => number;
  /** Position that the next record gets. */
  readonly logHead: () => number;
  /** Bytes of the log on disk; `null` when it is on none. */
  readonly logBytes: () => Promise<number | null>;
  readonly isLogWritable: () => boolean;
  readonly eventStreams: () => number;
}

export interface MetricsOptions {
  /** Also tell of the process: memory, CPU, event loop. For the one relay of a process. */
  readonly hasProcess?: boolean;
}

/**
 * What the relay counts, for Prometheus.
 *
 * Where much happens only plain fields are added to; they become metrics when somebody asks. Every name and
 * its meaning is in `docs/metrics.md`.
 */
export class Metrics {
  readonly traffic = new Traffic();
  commits = 0;
  commitFailures = 0;
  opsCommitted = 0;
  /** Milliseconds since 1970; `null` before the first. */
  lastCommitAt: number | null = null;
  readonly #refused = new Map<string, number>();
  readonly #limits = new Map<string, number>();
  readonly #registry = new Registry();
  readonly #commitSeconds: Histogram;
  readonly #commitOps: Histogram;
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #requestSeconds: Histogram<'method' | 'route'>;

  constructor({ hasProcess = false }: MetricsOptions = {}) {
    const registers = [this.#registry];
    const { traffic } = this;
    if (hasProcess) collectDefaultMetrics({ register: this.#registry });
    this.#counter(
      'connections_opened_total',
      'WebSocket connections accepted.',
      () => traffic.connectionsOpened,
    );
    this.#tally(
      'connections_closed_total',
      'WebSocket connections ended, by close code.',
      'code',
      traffic.closed,
    );
    this.#counter('messages_received_total', 'WebSocket messages received.', () => traffic.messagesReceived);
    this.#counter('messages_sent_total', 'WebSocket messages sent.', () => traffic.messagesSent);
    this.#counter(
      'received_bytes_total',
      'Bytes of WebSocket messages received.',
      () => traffic.bytesReceived,
    );
    this.#counter('sent_bytes_total', 'Bytes of WebSocket messages sent.', () => traffic.bytesSent);
    this.#counter('ops_committed_total', 'Operations made durable.', () => this.opsCommitted);
    this.#counter('commits_total', 'Appends to the log that succeeded.', () => this.commits);
    this.#counter('commit_failures_total', 'Appends to the log that failed.', () => this.commitFailures);
    this.#tally('refused_total', 'Refusals of operations, by reason.', 'reason', this.#refused);
    this.#tally('limits_reached_total', 'Times that a limit was reached, by limit.', 'limit', this.#limits);
    this.#commitSeconds = new Histogram({
      ...{ name: 'trolley_commit_duration_seconds', help: 'Time of one append, with its sync.', registers },
      buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    });
    this.#commitOps = new Histogram({
      ...{ name: 'trolley_commit_ops', help: 'Operations stored by one append.', registers },
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000],
    });
    this.#requests = new Counter({
      ...{ name: 'trolley_http_requests_total', help: 'HTTP requests answered.', registers },
      labelNames: ['method', 'route', 'status'],
    });
    this.#requestSeconds = new Histogram({
      ...{ name: 'trolley_http_request_duration_seconds', help: 'Time to an HTTP answer.', registers },
      labelNames: ['method', 'route'],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    });
  }

  /** One append has succeeded, just now (milliseconds since 1970). */
  commit(ops: number, seconds: number, now: number): void {
    this.lastCommitAt = now;
    this.commits += 1;
    this.opsCommitted += ops;
    this.#commitSeconds.observe(seconds);
    this.#commitOps.observe(ops);
  }

  /** Operations were refused, for the reason of frame 101. */
  refused(reason: string): void {
    add(this.#refused, reason);
  }

  /** A limit of `protocol/limits.ts` was reached, and acted on. */
  limitReached(limit: string): void {
    add(this.#limits, limit);
  }

  /** An HTTP request was answered; `route` is the path's template. */
  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status });
    this.#requestSeconds.observe({ method, route }, seconds);
  }

  /** Adds what the parts of a relay know of themselves. To be called once. */
  watch(sources: MetricSources): void {
    this.#gauge('connections', 'WebSocket connections open.', sources.connections);
    this.#gauge('carts_in_memory', 'Carts in memory.', sources.cartsInMemory);
    this.#gauge('carts_stored', 'Carts in the log.', sources.cartsStored);
    this.#gauge('commit_queue_ops', 'Operations that wait for an append.', sources.opsQueued);
    this.#gauge('log_head', 'Position in the log that the next operation gets.', sources.logHead);
    this.#gauge('log_bytes', 'Size of the log on disk.', sources.logBytes);
    this.#gauge('log_writable', 'Whether the log can be written: 1 or 0.', () =>
      Number(sources.isLogWritable()),
    );
    this.#gauge('event_streams', 'Event streams open.', sources.eventStreams);
  }

  /** Everything in Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #counter(name: string, help: string, read: () => number): void {
    new Counter({
      ...{ name: `trolley_${name}`, help, registers: [this.#registry] },
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  #tally(name: string, help: string, label: string, tally: ReadonlyMap<string | number, number>): void {
    new Counter({
      ...{ name: `trolley_${name}`, help, labelNames: [label], registers: [this.#registry] },
      collect() {
        this.reset();
        for (const [key, count] of tally) this.inc({ [label]: key }, count);
      },
    });
  }

  #gauge(name: string, help: string, read: () => number | null | Promise<number | null>): void {
    new Gauge({
      ...{ name: `trolley_${name}`, help, registers: [this.#registry] },
      async collect() {
        // What cannot be read just now must not keep the rest from being seen.
        const value = await Promise.resolve()
          .then(read)
          .catch(() => null);
        this.set(value ?? NaN);
      },
    });
  }
}

function add(tally: Map<string, number>, key: string): void {
  tally.set(key, (tally.get(key) ?? 0) + 1);
}
