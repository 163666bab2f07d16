import { entityColumns, type EntityView } from '#libs/database';
import { canSeeCosts } from '#libs/request-context';
import { PartSchema } from '../domain/part.entity.js';
import { toCents } from './to-cents.js';

export const partColumns = entityColumns(PartSchema, 'p');

export type PartView = ReturnType<typeof partView>;

export function partView(row: EntityView<typeof PartSchema>) {
  const { currency } = row;
  const money = (amount: string | null) => (amount === null || !canSeeCosts() ? null : { amount, currency });
  return {
    ...partColumns.view(row),
    quantityAvailable: row.quantityInStock - row.quantityReserved,
    unitPrice: money(row.unitPrice),
    averageUnitCost: money(row.averageUnitCost && toCents(row.averageUnitCost)),
    stockValue: money(row.stockValue),
  };
}
