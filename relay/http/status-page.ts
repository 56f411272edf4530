import { createHash } from 'node:crypto';
import type { Clock } from '../../cart/hlc.ts';
import type { ReadinessBody } from '../../protocol/http.ts';
import type { Reply } from './http-reply.ts';

export interface StatusPageOptions {
  readonly version: string;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly readiness: () => ReadinessBody;
  /** What only those may see who may see everything; `null` on a relay that asks for tokens. */
  readonly figures: (() => Promise<StatusFigures>) | null;
}

export interface StatusFigures {
  readonly cartsStored: number;
  readonly cartsInMemory: number;
  readonly connections: number;
  readonly eventStreams: number;
  /** Operations made durable since the relay started. */
  readonly opsCommitted: number;
  /** Of the log, ever. */
  readonly opsStored: number;
  /** When an operation was last made durable, milliseconds since 1970; `null` if none has been. */
  readonly lastCommitAt: number | null;
  readonly logBytes: number | null;
}

/** Where else to look, and what for. */
const links: readonly (readonly [path: string, what: string])[] = [
  ['/carts', 'all carts, each with its size and worth'],
  ['/state', 'what is in all carts, in few words'],
  ['/raw_state', 'every operation of all carts'],
  ['/events?follow=false', 'the log of everything that happened, as server-sent events'],
  ['/metrics', 'counters and gauges for Prometheus'],
  ['/openapi.json', 'this interface, for programs'],
  ['/readyz', 'whether the relay takes and stores changes'],
  ['/healthz', 'whether the process answers'],
];

const style = `
:root { color-scheme: light dark; --canvas: light-dark(#f5f4f0, #131514); --surface: light-dark(#fff, #1b1e1c);
  --line: light-dark(#e4e1d9, #2d322f); --ink: light-dark(#1b201d, #eceeea); --quiet: light-dark(#565d57, #a7afa9);
  --accent: light-dark(#0a6a52, #62d3b1); --danger: light-dark(#a4211a, #ff9f94); }
* { box-sizing: border-box; }
body { margin: 0; padding: 3rem 1rem; background: var(--canvas); color: var(--ink); overflow-wrap: anywhere;
  font: 0.9375rem/1.5 system-ui, 'Segoe UI', Cantarell, Ubuntu, 'Noto Sans', sans-serif; }
main { max-width: 44rem; margin: 0 auto; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2rem 0 0.5rem; font-size: 0.8125rem; font-weight: 600; color: var(--quiet); }
p { margin: 0.25rem 0 0; color: var(--quiet); }
.state { display: flex; gap: 0.75rem; align-items: baseline; margin: 1.5rem 0 0; padding: 1rem; color: var(--ink);
  background: var(--surface); border: 1px solid var(--line); border-left: 0.25rem solid var(--accent);
  border-radius: 0.375rem; }
.state.bad { border-left-color: var(--danger); }
.state b { color: var(--accent); }
.state.bad b { color: var(--danger); }
dl, ul { margin: 0; padding: 0 1rem; background: var(--surface); border: 1px solid var(--line);
  border-radius: 0.375rem; list-style: none; }
dl div, li { display: grid; grid-template-columns: 14rem 1fr; gap: 0 1rem; padding: 0.5rem 0; }
div + div, li + li { border-top: 1px solid var(--line); }
dt, li { color: var(--quiet); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 32rem) { dl div, li { grid-template-columns: 1fr; } }
`;

const styleHash = createHash('sha256').update(style).digest('base64');
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /`: how the relay is, as a page that needs nothing else to be loaded. */
export async function statusPage(options: StatusPageOptions): Promise<Reply> {
  const { version, startedAt, figures, readiness } = options;
  const now = options.clock();
  const facts: (readonly [string, string])[] = [
    ['Version', version],
    ['Up since', `${moment(startedAt)} (${duration(now - startedAt)})`],
    ...(figures ? factsOf(await figures(), now) : []),
  ];
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trolley relay</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Trolley relay</h1>
<p>Carts that several people fill at once are synced through here.</p>
${stateOf(readiness())}
<h2>Figures</h2>
<dl>
${facts.map(([term, value]) => `<div><dt>${escape(term)}</dt><dd>${escape(value)}</dd></div>`).join('\n')}
</dl>
<h2>More</h2>
<ul>
${links.map(([path, what]) => `<li><a href="${escape(path)}">${escape(path)}</a><span>${escape(what)}</span></li>`).join('\n')}
</ul>
${figures ? '' : '<p>This relay asks for a token: other figures, and most of these addresses, need one.</p>'}
</main>
</body>
</html>
`;
  return {
    ...{ kind: 'text', status: 200, contentType: 'text/html; charset=utf-8', text },
    headers: { 'Content-Security-Policy': policy },
  };
}

function stateOf(readiness: ReadinessBody): string {
  if (readiness.status === 'ready') {
    return '<p class="state"><b>Ready</b> <span>Changes are taken and stored.</span></p>';
  }
  return `<p class="state bad"><b>Not ready</b> <span>${escape(readiness.reason)}</span></p>`;
}

const factsOf = (figures: StatusFigures, now: number): readonly (readonly [string, string])[] => [
  ['Carts', `${count(figures.cartsStored)}, ${count(figures.cartsInMemory)} of them in memory`],
  ['Connections', count(figures.connections)],
  ['Event streams', count(figures.eventStreams)],
  ['Operations', `${count(figures.opsStored)}, ${count(figures.opsCommitted)} of them since the start`],
  [
    'Last change',
    figures.lastCommitAt === null
      ? 'none since the start'
      : `${moment(figures.lastCommitAt)} (${duration(now - figures.lastCommitAt)} ago)`,
  ],
  ['Storage', figures.logBytes === null ? 'in memory' : bytes(figures.logBytes)],
];

const count = (value: number): string => value.toLocaleString('en-GB');
const moment = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ] as const;
  const [size, name] = units.find(([unit]) => seconds >= unit) ?? [1, 'second'];
  const value = Math.floor(seconds / size);
  return `${value} ${name}${value === 1 ? '' : 's'}`;
}

function bytes(value: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log2(value) / 10), units.length - 1);
  const scaled = value / 1024 ** power;
  return `${power === 0 ? scaled : scaled.toFixed(1)} ${units[power]}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] as string);
