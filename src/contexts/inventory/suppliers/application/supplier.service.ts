import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { Supplier, type NewSupplier, type SupplierDetails } from '../domain/supplier.entity.js';
import { showOnPartsOfSupplier } from './preferred-supplier.writes.js';
import { supplierById, supplierList, supplierView, type SupplierView } from './supplier.queries.js';

@Injectable()
export class SupplierService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(request: ListRequest): Promise<Page<SupplierView>> {
    return this.db.page(supplierList, request);
  }

  async get(id: string): Promise<SupplierView> {
    const row = await this.db.one(supplierById, { id });
    if (!row) throw notFound();
    return supplierView(row);
  }

  create(given: NewSupplier): Promise<SupplierView> {
    return this.save(Supplier.create(given));
  }

  /** Parts that prefer it show its new name and contact at once. */
  async edit(id: string, version: number, changes: Partial<SupplierDetails>): Promise<SupplierView> {
    await this.unitOfWork.transactional(async () => {
      const supplier = await this.load(id, version);
      supplier.edit(changes);
      await this.unitOfWork.commit(supplier);
      const values = { supplierId: id, at: this.clock.now() };
      await this.unitOfWork.execute(showOnPartsOfSupplier.bind(currentTenant().schema, values));
    });
    return this.get(id);
  }

  async activate(id: string, version: number): Promise<SupplierView> {
    const supplier = await this.load(id, version);
    supplier.activate();
    return this.save(supplier);
  }

  async deactivate(id: string, version: number): Promise<SupplierView> {
    const supplier = await this.load(id, version);
    supplier.deactivate();
    return this.save(supplier);
  }

  private async load(id: string, version: number): Promise<Supplier> {
    const supplier = await this.em.findOne(Supplier, { id });
    if (!supplier) throw notFound();
    assertVersion(supplier, version);
    return supplier;
  }

  private async save(supplier: Supplier): Promise<SupplierView> {
    await this.unitOfWork.commit(supplier);
    return this.get(supplier.id);
  }
}
