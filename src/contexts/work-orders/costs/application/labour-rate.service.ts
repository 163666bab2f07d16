import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { assertMaySetCosts } from '#libs/request-context';
import { LabourRate, type NewLabourRate } from '../domain/labour-rate.entity.js';
import { labourRateById, labourRateList, labourRateView, type LabourRateView } from './labour-rate.queries.js';

/** What an hour of a user costs, from which day on. Costs of work that is done follow each change. */
@Injectable()
export class LabourRateService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  list(request: ListRequest): Promise<Page<LabourRateView>> {
    return this.db.page(labourRateList, request);
  }

  async get(id: string): Promise<LabourRateView> {
    const row = await this.db.one(labourRateById, { id });
    if (!row) throw notFound();
    return labourRateView(row);
  }

  create(given: NewLabourRate): Promise<LabourRateView> {
    assertMaySetCosts(given);
    return this.save(LabourRate.create(given));
  }

  async edit(id: string, version: number, changes: Partial<NewLabourRate>): Promise<LabourRateView> {
    assertMaySetCosts(changes);
    const rate = await this.load(id, version);
    rate.edit(changes);
    return this.save(rate);
  }

  async remove(id: string, version: number): Promise<void> {
    await this.unitOfWork.remove(await this.load(id, version));
  }

  private async load(id: string, version: number): Promise<LabourRate> {
    const rate = await this.em.findOne(LabourRate, { id });
    if (!rate) throw notFound();
    assertVersion(rate, version);
    return rate;
  }

  private async save(rate: LabourRate): Promise<LabourRateView> {
    await this.unitOfWork.commit(rate);
    return this.get(rate.id);
  }
}
