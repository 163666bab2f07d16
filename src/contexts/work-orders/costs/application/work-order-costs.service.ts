import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { Money } from '#libs/kernel';
import { WorkOrderPartsService } from '../../orders/application/work-order-parts.service.js';
import { hoursOf } from '../../orders/domain/actual-hours.js';
import { labourOf, minutesIn, totalsOf, type CurrencyTotal, type PricedVisit } from '../domain/work-order-costs.js';
import { otherCostsOfWorkOrder } from './cost-line.queries.js';
import { labourOfWorkOrder } from './work-order-costs.queries.js';

/** What a work order costs, added up from its rows at each read. */
@Injectable()
export class WorkOrderCostsService {
  constructor(
    private readonly db: TenantDb,
    private readonly parts: WorkOrderPartsService,
  ) {}

  /** @throws DomainError 404 for a work order that the caller does not see */
  async of(workOrderId: string) {
    const [{ costs }, labour, others] = await Promise.all(
      this.db.inOneRoundTrip(
        () =>
          [
            this.parts.list(workOrderId),
            this.db.run(labourOfWorkOrder, { workOrderId }),
            this.db.run(otherCostsOfWorkOrder, { workOrderId }),
          ] as const,
      ),
    );
    const visits = labour.map(pricedVisit);
    const labourMinutes = minutesIn(visits);
    const minutesWithoutRate = minutesIn(visits.filter(({ hourlyRate }) => hourlyRate === null));
    const parts = costs?.map(moneyOf);
    const other = others.map(moneyOf);
    const totals = parts ? totalsOf({ labour: labourOf(visits), parts, other }).map(shown) : null;
    return { workOrderId, labourMinutes, labourHours: hoursOf(labourMinutes), minutesWithoutRate, totals };
  }
}

interface Row {
  readonly minutes: number | null;
  readonly hourlyRate: string | null;
  readonly currency: string | null;
}

function pricedVisit({ minutes, hourlyRate, currency }: Row): PricedVisit {
  return { minutes: minutes!, hourlyRate: hourlyRate === null ? null : Money.of(hourlyRate, currency!) };
}

function moneyOf({ amount, currency }: { readonly amount: string; readonly currency: string }): Money {
  return Money.of(amount, currency);
}

function shown({ currency, labourCost, partsCost, otherCost, totalCost }: CurrencyTotal) {
  return {
    currency,
    labourCost: labourCost.toJSON(),
    partsCost: partsCost.toJSON(),
    otherCost: otherCost.toJSON(),
    totalCost: totalCost.toJSON(),
  };
}
