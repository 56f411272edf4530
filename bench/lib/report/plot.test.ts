import { describe, expect, it } from 'vitest';
import { plotScale } from './plot-scale.ts';
import { plotSvg, type Panel } from './plot.ts';

describe('a logarithmic axis', () => {
  it('reaches from one power of ten to another, evenly', () => {
    const { at, ticks } = plotScale([1, 40, 10_000], [0, 400], true);
    expect(ticks).toEqual([1, 10, 100, 1000, 10_000]);
    expect(ticks.map(at)).toEqual([0, 100, 200, 300, 400]);
  });

  it('shows what is below 1', () => {
    expect(plotScale([0.05, 2], [0, 100], true).ticks).toEqual([0.01, 0.1, 1, 10]);
  });
});

describe('a linear axis', () => {
  it('begins at 0 and ends at something round', () => {
    const { at, ticks } = plotScale([0.9, 1.1], [200, 0], false);
    expect(ticks).toEqual([0, 0.5, 1, 1.5]);
    expect([at(0), at(1.5)]).toEqual([200, 0]);
  });

  it('has a place for nothing but zeros', () => {
    const { at } = plotScale([0, 0], [0, 100], false);
    expect(at(0)).toBe(0);
  });
});

describe('the image', () => {
  const panel: Panel = {
    title: 'Carts & more',
    xLabel: 'carts',
    yLabel: '× that at 100',
    isLogarithmic: false,
    lines: [
      {
        label: 'a < b',
        points: [
          [1, 1],
          [100, Number.NaN],
          [10_000, 2],
        ],
      },
    ],
  };

  it('leaves out what was not measured', () => {
    const svg = plotSvg('Growth', [panel]);
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).not.toContain('NaN');
  });

  it('escapes its texts', () => {
    const svg = plotSvg('Growth', [panel]);
    expect(svg).toContain('Carts &amp; more');
    expect(svg).toContain('a &lt; b');
  });

  it('follows the reader’s scheme', () => {
    expect(plotSvg('Growth', [panel])).toContain('prefers-color-scheme: dark');
  });

  it('puts two panels in a row', () => {
    const svg = plotSvg('Growth', [panel, panel, panel]);
    expect(svg.match(/translate\(\d+ \d+\)/g)).toEqual([
      'translate(0 0)',
      'translate(440 0)',
      'translate(0 276)',
    ]);
  });
});
