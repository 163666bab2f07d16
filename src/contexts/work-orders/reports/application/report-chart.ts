/** One for each place; null where there is nothing to say. */
export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** What the picture of a report shows. */
export interface ReportChart<Figures> {
  /** Of its values. */
  readonly unit: string;
  /** Shown as per cent. */
  readonly isRatio?: boolean;
  readonly series: (figures: readonly Figures[]) => readonly ChartSeries[];
}

/** Figures by their names. */
export function barsOf<Figures extends object>(names: Partial<Record<keyof Figures & string, string>>) {
  return (figures: readonly Figures[]): readonly ChartSeries[] =>
    Object.entries(names).map(([figure, name]) => ({
      name: name as string,
      values: figures.map((one) => one[figure as keyof Figures] as number | null),
    }));
}
