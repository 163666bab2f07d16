import { workOrderFilters } from '../../orders/application/work-order.queries.js';
import { canSeeCosts } from '#libs/request-context';
import { costFigures, type CostFigures, type CostSums } from '../domain/cost-figures.js';
import type { ChartSeries, ReportChart } from './report-chart.js';
import { filteredQuery } from './report-query.js';
import { reportOverTime } from './report.js';
import { spent, spentSums } from './spent.queries.js';

export const costDefinition =
  'What the work orders completed in the period cost, whenever it was spent: labour (each visit at the rate of its technician on its day), parts that were used and did not come back, and other costs; as the costs of each work order say it. Amounts of different currencies are not added. minutesWithoutRate are visits of technicians without a rate, which cost nothing here.';

/** A bar for each currency. */
export const costChart: ReportChart<CostFigures> = {
  unit: 'Cost',
  series: (figures): ChartSeries[] => {
    const all = figures.map(({ totals }) => totals ?? []);
    const currencies = [...new Set(all.flat().map(({ currency }) => currency))].sort();
    return currencies.map((currency) => ({
      name: currency,
      values: all.map((totals) => Number(totals.find((one) => one.currency === currency)?.totalCost.amount ?? 0)),
    }));
  },
};

export const costs = reportOverTime({
  name: 'costs',
  title: 'Costs of completed work',
  definition: costDefinition,
  query: filteredQuery<CostSums>(workOrderFilters, (db, p, conditions) =>
    db
      .selectFrom(spent(p, conditions).as('s'))
      .select(['s.place', 's.currency'])
      .select([...spentSums])
      .groupBy(['s.place', 's.currency']),
  ),
  figures: (sums) => costFigures(sums, canSeeCosts()),
  chart: costChart,
});
