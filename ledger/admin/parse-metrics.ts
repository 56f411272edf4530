/** A sample: name with labels as written, a value, and perhaps a moment, which nobody needs here. */
const sample = /^([A-Za-z_:][\w:]*(?:\{.*\})?)\s+(\S+)(?:\s+-?\d+)?$/;

/**
 * The samples of a page for Prometheus, by metric and labels as they are written there.
 *
 * Source: the text exposition format, version 0.0.4. What is no finite number is left out.
 */
export function parseMetrics(text: string): Readonly<Record<string, number>> {
  const metrics: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const [, name, value] = (line.startsWith('#') ? null : sample.exec(line.trim())) ?? [];
    if (name !== undefined && Number.isFinite(Number(value))) metrics[name] = Number(value);
  }
  return metrics;
}
