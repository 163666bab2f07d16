import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { Money } from '#libs/kernel';
import { WorkOrderPartsService } from '../../orders/application/work-order-parts.service.js';
import { hoursOf } from '../../orders/domain/actual-hours.js';
import { labourOf, minutesIn, totalsOf, type CurrencyTotal, type PricedVisit } from '../domain/work-order-costs.js';
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
    const { costs } = await this.parts.list(workOrderId);
    const visits = (await this.db.run(labourOfWorkOrder, { workOrderId })).map(pricedVisit);
    const labourMinutes = minutesIn(visits);
    const minutesWithoutRate = minutesIn(visits.filter(({ hourlyRate }) => hourlyRate === null));
    const parts = costs?.map(({ amount, currency }) => Money.of(amount, currency));
    const totals = parts ? totalsOf({ labour: labourOf(visits), parts }).map(shown) : null;
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

function shown({ currency, labourCost, partsCost, totalCost }: CurrencyTotal) {
  return {
    currency,
    labourCost: labourCost.toJSON(),
    partsCost: partsCost.toJSON(),
    totalCost: totalCost.toJSON(),
  };
}
