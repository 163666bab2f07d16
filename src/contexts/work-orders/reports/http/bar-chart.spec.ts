import { BAR_COLOURS, barChart, TEXT_COLOUR, type BarChart } from './bar-chart.js';

const chart: BarChart = {
  title: 'PM <compliance> & "more"',
  subtitle: '2026',
  unit: 'Ratio',
  isRatio: true,
  labels: ['2026-01', '2026-02'],
  series: [{ name: 'On time', values: [0.25, null] }],
};

const rects = (text: string) => [...text.matchAll(/<rect [^>]*height="([^"]+)"/g)].map(([, height]) => Number(height));

it('has a bar for each figure, and none where there is nothing to say', () => {
  expect(rects(barChart(chart))).toHaveLength(1);
  const empty = barChart({ ...chart, labels: [], series: [{ name: 'x', values: [] }] });
  expect([rects(empty), empty.includes('NaN')]).toEqual([[], false]);
  expect(barChart({ ...chart, series: [] })).not.toContain('NaN');
});

it('bars are as long as their figures', () => {
  const [short, long] = rects(barChart({ ...chart, series: [{ name: 'x', values: [10, 20] }] }));
  expect(long).toBeCloseTo(2 * short!);
});

it('tells its figures to those who do not see it', () => {
  const text = barChart(chart);
  expect(text).toContain('role="img" aria-labelledby="title figures"');
  expect(text).toContain('<desc id="figures">2026. On time: 2026-01: 25 %, 2026-02: none.</desc>');
});

it.each(['<script>alert(1)</script>', '"><image href="x"/>', "' onload='x", ']]>', '\0\u0008\ud800', '&lt;'])(
  'takes %j for text, wherever it stands',
  (text) => {
    const plain = barChart({
      ...chart,
      title: 'x',
      subtitle: 'x',
      unit: 'x',
      labels: ['x', 'x'],
      series: [{ name: 'x', values: [1, 2] }],
    });
    const hostile = barChart({
      ...chart,
      ...{ title: text, subtitle: text, unit: text, labels: [text, text] },
      series: [{ name: text, values: [1, 2] }],
    });
    const tags = (source: string) => source.match(/<[^>]*>/g)!.map((tag) => tag.replace(/^(<\/?\w+).*/, '$1'));
    expect(tags(hostile)).toEqual(tags(plain));
    for (const forbidden of ['\0', '\u0008', '\ud800']) expect(hostile).not.toContain(forbidden);
  },
);

const luminance = (colour: string) => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};
const contrasts = (colour: string) => [1.05 / (luminance(colour) + 0.05), (luminance(colour) + 0.05) / 0.05];

it('can be read on white and on black (WCAG: 4.5 for text, 3 for pictures)', () => {
  expect(Math.min(...contrasts(TEXT_COLOUR))).toBeGreaterThanOrEqual(4.5);
  for (const colour of BAR_COLOURS) expect(Math.min(...contrasts(colour))).toBeGreaterThanOrEqual(3);
});
