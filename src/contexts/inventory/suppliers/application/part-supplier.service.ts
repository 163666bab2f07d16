import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { assertMaySetCosts, currentTenant } from '#libs/request-context';
import { unknownPart } from '../../inventory.refusals.js';
import { lastPreferred, supplierOfPartTaken } from '../domain/part-supplier.errors.js';
import { PartSupplier, type NewPartSupplier, type PartSupplierChanges } from '../domain/part-supplier.entity.js';
import {
  lockPartForSuppliers,
  partSupplierById,
  partSupplierList,
  partSupplierView,
  suppliersOfPart,
  type PartSupplierView,
} from './part-supplier.queries.js';
import { demoteOthers, showOnPart } from './preferred-supplier.writes.js';

/** Who sells a part, under which number and at what price. One of them is preferred, and shown on the part. */
@Injectable()
export class PartSupplierService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(request: ListRequest): Promise<Page<PartSupplierView>> {
    return this.db.page(partSupplierList, request);
  }

  async get(id: string): Promise<PartSupplierView> {
    const row = await this.db.one(partSupplierById, { id });
    if (!row) throw notFound();
    return partSupplierView(row);
  }

  /** The first one of a part is preferred, whatever the request says. */
  async create(given: NewPartSupplier): Promise<PartSupplierView> {
    assertMaySetCosts(given);
    const id = await this.unitOfWork.transactional(async () => {
      const part = await this.db.one(lockPartForSuppliers, { partId: given.partId });
      if (!part) throw refuse(unknownPart);
      const others = await this.othersOf(given);
      const isPreferred = given.isPreferred === true || others.length === 0;
      const entry = PartSupplier.create({ ...given, isPreferred }, part.currency);
      await this.write(entry);
      return entry.id;
    });
    return this.get(id);
  }

  async edit(id: string, version: number, changes: PartSupplierChanges): Promise<PartSupplierView> {
    assertMaySetCosts(changes);
    await this.unitOfWork.transactional(async () => {
      const { entry, currency } = await this.lock(id, version);
      entry.edit(changes, currency);
      await this.write(entry);
    });
    return this.get(id);
  }

  /** The preferred one goes only as the last one of the part. */
  async remove(id: string, version: number): Promise<void> {
    await this.unitOfWork.transactional(async () => {
      const { entry } = await this.lock(id, version);
      const { partId } = entry;
      if (entry.isPreferred && (await this.db.run(suppliersOfPart, { partId })).length > 1) throw refuse(lastPreferred);
      await this.unitOfWork.remove(entry);
      await this.show(entry);
    });
  }

  /** @throws DomainError `part_supplier.taken` */
  private async othersOf({ partId, supplierId }: NewPartSupplier): Promise<readonly { readonly id: string }[]> {
    const others = await this.db.run(suppliersOfPart, { partId });
    const same = others.find((each) => each.supplierId === supplierId.toLowerCase());
    if (same) throw refuse(supplierOfPartTaken, { members: { existingId: same.id } });
    return others;
  }

  private async lock(id: string, version: number): Promise<{ entry: PartSupplier; currency: string }> {
    const found = await this.db.one(partSupplierById, { id });
    if (!found) throw notFound();
    const part = await this.db.one(lockPartForSuppliers, { partId: found.partId });
    const entry = await this.em.findOne(PartSupplier, { id });
    if (!entry) throw notFound();
    assertVersion(entry, version);
    return { entry, currency: part!.currency };
  }

  private async write(entry: PartSupplier): Promise<void> {
    const { id, partId } = entry;
    if (entry.isPreferred)
      await this.unitOfWork.execute(demoteOthers.bind(currentTenant().schema, { id, partId, at: this.clock.now() }));
    await this.unitOfWork.commit(entry);
    await this.show(entry);
  }

  private async show({ partId }: PartSupplier): Promise<void> {
    await this.unitOfWork.execute(showOnPart.bind(currentTenant().schema, { partId, at: this.clock.now() }));
  }
}
