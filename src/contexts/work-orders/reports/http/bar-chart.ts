import { scaleBand, scaleLinear } from 'd3-scale';
import type { ChartSeries } from '../application/report-chart.js';
import { svg, type Svg } from './svg.js';

export interface BarChart {
  readonly title: string;
  readonly subtitle: string;
  /** What the values are: shown at the axis. */
  readonly unit: string;
  readonly isRatio: boolean;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
}

/** Readable on white and on black: `bar-chart.spec.ts` works out the contrasts. */
export const TEXT_COLOUR = '#767676';
export const BAR_COLOURS = ['#3b82c4', '#c2611f', '#3d8f5f', '#9a6bc2', '#b0506e', '#8a7a1f'] as const;

const WIDTH = 800;
const HEIGHT = 400;
const plot = { left: 64, right: WIDTH - 16, top: 72, bottom: HEIGHT - 72 };
const MOST_LABELS = 24;
const LONGEST_LABEL = 16;
const font = { 'font-family': 'system-ui, sans-serif', 'font-size': 12, fill: TEXT_COLOUR };

/** A picture of grouped bars, with its figures as alternative text. It takes the colour of the page behind it. */
export function barChart(chart: BarChart): string {
  const { title, subtitle, labels, series } = chart;
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const y = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(0, ...values) || 1])
    .nice(5)
    .range([plot.bottom, plot.top]);
  const x = scaleBand<number>()
    .domain(labels.map((_label, index) => index))
    .range([plot.left, plot.right])
    .padding(0.2);
  const picture = svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-labelledby': 'title figures',
    },
    svg('title', { id: 'title' }, title),
    svg('desc', { id: 'figures' }, alternativeText(chart)),
    svg('text', { ...font, 'font-size': 16, 'font-weight': 600, x: plot.left, y: 24 }, title),
    svg('text', { ...font, x: plot.left, y: 42 }, subtitle),
    ...legend(series),
    ...valueAxis(chart, y),
    ...labelAxis(labels, x),
    ...bars(chart, x, y),
  );
  return picture.source;
}

type ValueScale = (value: number) => number;
type LabelScale = ((index: number) => number | undefined) & { bandwidth(): number };

function valueAxis(chart: BarChart, y: ValueScale & { ticks(count: number): number[] }): Svg[] {
  const lines = y.ticks(5).map((tick) =>
    svg(
      'g',
      {},
      svg('line', {
        x1: plot.left,
        x2: plot.right,
        y1: y(tick),
        y2: y(tick),
        stroke: TEXT_COLOUR,
        'stroke-opacity': 0.3,
      }),
      svg('text', { ...font, x: plot.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, valueText(chart, tick)),
    ),
  );
  return [...lines, svg('text', { ...font, x: plot.left, y: plot.top - 8 }, chart.unit)];
}

/** As many labels as there is room for. */
function labelAxis(labels: readonly string[], x: LabelScale): Svg[] {
  const step = Math.ceil(labels.length / MOST_LABELS);
  return labels.flatMap((label, index) => {
    if (index % step > 0) return [];
    const at = { x: x(index)! + x.bandwidth() / 2, y: plot.bottom + 16 };
    const turned = { transform: `rotate(-35 ${at.x} ${at.y})`, 'text-anchor': 'end' };
    return [svg('text', { ...font, ...at, ...turned }, shortened(label))];
  });
}

function bars({ series, labels, ...chart }: BarChart, x: LabelScale, y: ValueScale): Svg[] {
  const inner = scaleBand<number>()
    .domain(series.map((_one, index) => index))
    .range([0, x.bandwidth()])
    .padding(0.05);
  return series.flatMap(({ name, values }, place) =>
    values.flatMap((value, index) => {
      if (value === null) return [];
      const top = Math.min(y(value), y(0));
      const size = {
        x: x(index)! + inner(place)!,
        y: top,
        width: inner.bandwidth(),
        height: Math.abs(y(value) - y(0)),
      };
      const told = `${labels[index]!}, ${name}: ${valueText(chart, value)}`;
      return [svg('rect', { ...size, fill: colourOf(place) }, svg('title', {}, told))];
    }),
  );
}

function legend(series: readonly ChartSeries[]): Svg[] {
  if (series.length < 2) return [];
  return series.flatMap(({ name }, place) => {
    const x = plot.left + place * 120;
    return [
      svg('rect', { x, y: 48, width: 10, height: 10, fill: colourOf(place) }),
      svg('text', { ...font, x: x + 14, y: 57 }, shortened(name)),
    ];
  });
}

function colourOf(place: number): string {
  return BAR_COLOURS[place % BAR_COLOURS.length]!;
}

/** All figures, for those who do not see the bars. */
function alternativeText({ subtitle, series, labels, ...chart }: BarChart): string {
  const told = series.map(({ name, values }) => {
    const figures = values.map(
      (value, index) => `${labels[index]!}: ${value === null ? 'none' : valueText(chart, value)}`,
    );
    return `${name}: ${figures.join(', ')}.`;
  });
  return [`${subtitle}.`, ...told].join(' ');
}

function valueText({ isRatio }: Pick<BarChart, 'isRatio'>, value: number): string {
  return isRatio ? `${Number((value * 100).toFixed(1))} %` : String(Number(value.toFixed(2)));
}

function shortened(text: string): string {
  const signs = [...text];
  return signs.length > LONGEST_LABEL ? `${signs.slice(0, LONGEST_LABEL - 1).join('')}…` : text;
}
