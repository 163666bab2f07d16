import { StreamableFile } from '@nestjs/common';
import type { ReportChart } from '../application/report-chart.js';
import { barChart } from './bar-chart.js';

export const chartType = 'image/svg+xml';

/** A picture has room for so many bars; reports that are longer begin with what is largest. */
const MOST_BARS = 120;

interface Charted<Place, Said, Figures> {
  readonly name: string;
  readonly title: string;
  readonly chart: ReportChart<Figures>;
  readonly labelOf: (place: Place, said: Said) => string;
}

/** The series of a report as bars. */
export function reportChart<Place extends object, Said extends object, Figures extends object>(
  { name, title, chart, labelOf }: Charted<Place, Said, Figures>,
  answer: Said & { readonly timezone: string; readonly series: readonly (Place & Figures)[] },
): StreamableFile {
  const { unit, isRatio = false } = chart;
  const places = answer.series.slice(0, MOST_BARS);
  const labels = places.map((place) => labelOf(place, answer));
  const picture = barChart({ title, subtitle: periodOf(answer), unit, isRatio, labels, series: chart.series(places) });
  return new StreamableFile(Buffer.from(picture), {
    type: `${chartType}; charset=utf-8`,
    disposition: `inline; filename="${name}.svg"`,
  });
}

function periodOf(answer: { from?: string; to?: string; asOf?: string; timezone: string }): string {
  const when = answer.asOf ?? `${answer.from} to ${answer.to}`;
  return `${when}, ${answer.timezone}`;
}
