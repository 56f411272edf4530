import { plotScale } from './plot-scale.ts';

/** One figure over sizes, as a line. */
export interface PlotLine {
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A plot of its own; x is logarithmic, and so is y if `isLogarithmic`. */
export interface Panel {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly isLogarithmic: boolean;
  readonly lines: readonly PlotLine[];
}

const WIDTH = 440;
const HEIGHT = 260;
const MARGIN = { left: 52, right: 16, top: 34, bottom: 40 };
const COLUMNS = 2;
const LEGEND_LINE = 16;
/** Places for the colours in the style, told apart in either scheme and by the most common colour blindness. */
const COLOURS = 5;

const STYLE = `
  :root { color-scheme: light dark; --ink: #1f2328; --faint: #d1d9e0; --quiet: #59636e; }
  svg { background: #ffffff; }
  text { font: 12px system-ui, sans-serif; fill: var(--ink); }
  .title { font-size: 14px; font-weight: 600; }
  .quiet { fill: var(--quiet); }
  .grid { stroke: var(--faint); }
  .line { fill: none; stroke-width: 2; }
  .c0 { --c: #0969da; } .c1 { --c: #bc4c00; } .c2 { --c: #1a7f37; } .c3 { --c: #8250df; } .c4 { --c: #9a6700; }
  .line { stroke: var(--c); } .dot { fill: var(--c); }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #f0f6fc; --faint: #3d444d; --quiet: #9198a1; }
    svg { background: #0d1117; }
    .c0 { --c: #4493f8; } .c1 { --c: #f0883e; } .c2 { --c: #3fb950; } .c3 { --c: #ab7df8; } .c4 { --c: #d29922; }
  }`;

/** Draws panels side by side as an SVG image that follows the reader's light or dark scheme. */
export function plotSvg(title: string, panels: readonly Panel[]): string {
  const most = Math.max(0, ...panels.map(({ lines }) => lines.length));
  const height = HEIGHT + most * LEGEND_LINE;
  const rows = Math.ceil(panels.length / COLUMNS);
  const drawn = panels.map((panel, index) => {
    const x = (index % COLUMNS) * WIDTH;
    const y = Math.floor(index / COLUMNS) * height;
    return `<g transform="translate(${x} ${y})">\n${drawPanel(panel)}\n</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${COLUMNS * WIDTH} ${rows * height}" role="img" aria-label="${escape(title)}">
<title>${escape(title)}</title>
<style>${STYLE}
</style>
${drawn.join('\n')}
</svg>
`;
}

function drawPanel({ title, xLabel, yLabel, isLogarithmic, lines }: Panel): string {
  const all = lines.flatMap(({ points }) => points).filter(([, y]) => Number.isFinite(y));
  const x = plotScale(
    all.map(([value]) => value),
    [MARGIN.left, WIDTH - MARGIN.right],
    true,
  );
  const y = plotScale(
    all.map(([, value]) => value),
    [HEIGHT - MARGIN.bottom, MARGIN.top],
    isLogarithmic,
  );
  const left = MARGIN.left;
  const bottom = HEIGHT - MARGIN.bottom;
  return [
    `<text class="title" x="${left}" y="20">${escape(title)}</text>`,
    ...y.ticks.flatMap((tick) => [
      `<line class="grid" x1="${left}" x2="${WIDTH - MARGIN.right}" y1="${fixed(y.at(tick))}" y2="${fixed(y.at(tick))}"/>`,
      `<text class="quiet" x="${left - 6}" y="${fixed(y.at(tick) + 4)}" text-anchor="end">${tickLabel(tick)}</text>`,
    ]),
    ...x.ticks.map(
      (tick) =>
        `<text class="quiet" x="${fixed(x.at(tick))}" y="${bottom + 16}" text-anchor="middle">${tickLabel(tick)}</text>`,
    ),
    `<text class="quiet" x="${(left + WIDTH - MARGIN.right) / 2}" y="${bottom + 32}" text-anchor="middle">${escape(xLabel)}</text>`,
    `<text class="quiet" x="14" y="${(MARGIN.top + bottom) / 2}" text-anchor="middle" transform="rotate(-90 14 ${(MARGIN.top + bottom) / 2})">${escape(yLabel)}</text>`,
    ...lines.map(({ label, points }, index) => {
      const known = points.filter(([, value]) => Number.isFinite(value));
      const at = known.map(([px, py]) => [fixed(x.at(px)), fixed(y.at(py))] as const);
      const legend = HEIGHT + index * LEGEND_LINE;
      return `<g class="c${index % COLOURS}">
<polyline class="line" points="${at.map(([px, py]) => `${px},${py}`).join(' ')}"/>
${at.map(([px, py]) => `<circle class="dot" cx="${px}" cy="${py}" r="3.5"/>`).join('')}
<line class="line" x1="${left}" x2="${left + 20}" y1="${legend}" y2="${legend}"/><text x="${left + 28}" y="${legend + 4}">${escape(label)}</text>
</g>`;
    }),
  ].join('\n');
}

const fixed = (value: number): string => value.toFixed(1);
const tickLabel = (value: number): string => Number(value.toPrecision(6)).toLocaleString('en-US');
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
