import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { statusPage, type StatusFigures, type StatusPageOptions } from './status-page.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

const figures: StatusFigures = {
  ...{ cartsStored: 12_345, cartsInMemory: 7, connections: 21, eventStreams: 2, opsCommitted: 5 },
  ...{ opsStored: 99_000, lastCommitAt: NOW - 61_000, logBytes: 3 * 1024 * 1024 },
};

async function page(options: Partial<StatusPageOptions> = {}) {
  const reply = await statusPage({
    ...{ version: '1.2.3', clock: () => NOW, startedAt: NOW - 2 * 86_400_000 },
    readiness: () => ({ status: 'ready' }),
    figures: () => Promise.resolve(figures),
    ...options,
  });
  if (reply.kind !== 'text') throw new Error('not a page');
  return reply;
}

describe('the status page', () => {
  test('says how the relay is, in figures a person can read', async () => {
    const { text } = await page();
    for (const part of [
      ...[
        '1.2.3',
        '2025-12-31 03:04:05 UTC (2 days)',
        '12,345, 7 of them in memory',
        '99,000, 5 of them since',
      ],
      ...['(1 minute ago)', '3.0 MiB', 'Changes are taken and stored.', 'href="/openapi.json"'],
    ]) {
      expect(text).toContain(part);
    }
  });

  test('says when it is not ready, and why, without letting the reason be more than words', async () => {
    const reason = '<script>alert("&")</script>';
    const { text } = await page({ readiness: () => ({ status: 'log_unwritable', reason }) });
    expect(text).toContain('Not ready');
    expect(text).toContain('&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;');
  });

  test('shows no figures to whoever is not known', async () => {
    const { text } = await page({ figures: null });
    for (const word of ['12,345', 'Connections', 'MiB']) expect(text).not.toContain(word);
    expect(text).toContain('asks for a token');
  });

  test('loads nothing: its policy allows its own style and nothing else', async () => {
    const { text, headers } = await page();
    const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers?.['Content-Security-Policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(text).not.toMatch(/<script|<img|<link|style=|src=|https?:/);
  });
});
