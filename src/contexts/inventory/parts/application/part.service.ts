import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { assertMaySetCosts } from '#libs/request-context';
import { Part, type NewPart, type PartChanges } from '../domain/part.entity.js';
import { partById, partList } from './part.queries.js';
import { partView, type PartView } from './part.view.js';

@Injectable()
export class PartService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @param request its filter `lowStock` is one of two conditions here, each with an index */
  list({ filters: { lowStock, ...others } = {}, ...request }: ListRequest): Promise<Page<PartView>> {
    const low = lowStock === undefined ? {} : { [lowStock ? 'isLow' : 'isNotLow']: true };
    return this.db.page(partList, { ...request, filters: { ...others, ...low } });
  }

  async get(id: string): Promise<PartView> {
    const row = await this.db.one(partById, { id });
    if (!row) throw notFound();
    return partView(row);
  }

  async create(given: NewPart): Promise<PartView> {
    assertMaySetCosts(given);
    return this.save(Part.create(given));
  }

  async edit(id: string, version: number, changes: PartChanges): Promise<PartView> {
    assertMaySetCosts(changes);
    const part = await this.load(id, version);
    part.edit(changes);
    return this.save(part);
  }

  async activate(id: string, version: number): Promise<PartView> {
    const part = await this.load(id, version);
    part.activate();
    return this.save(part);
  }

  async deactivate(id: string, version: number): Promise<PartView> {
    const part = await this.load(id, version);
    part.deactivate();
    return this.save(part);
  }

  private async load(id: string, version: number): Promise<Part> {
    const part = await this.em.findOne(Part, { id });
    if (!part) throw notFound();
    assertVersion(part, version);
    return part;
  }

  private async save(part: Part): Promise<PartView> {
    await this.unitOfWork.commit(part);
    return this.get(part.id);
  }
}
