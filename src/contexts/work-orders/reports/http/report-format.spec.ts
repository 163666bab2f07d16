import { reportCsv } from './report-format.js';

it('a row with several currencies is a line for each of them, and names cannot become formulas', () => {
  const money = (amount: string, currency: string) => ({ currency, totalCost: { amount, currency } });
  const series = [
    { name: 'Bern', totals: [] },
    { name: '=Main "A"', totals: [money('-1.50', 'CHF'), money('20.00', 'EUR')] },
  ];
  expect(reportCsv({ series })).toBe(
    ['"name","currency","totalCost"', '"Bern","",""', `"'=Main ""A""","CHF",-1.5`, `"'=Main ""A""","EUR",20`, ''].join(
      '\r\n',
    ),
  );
});

it('a series without rows is an empty table', () => {
  expect(reportCsv({ series: [] })).toBe('\r\n');
});
