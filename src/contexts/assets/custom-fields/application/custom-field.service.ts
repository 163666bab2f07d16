import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { CustomField, type CustomFieldDetails, type NewCustomField } from '../domain/custom-field.entity.js';
import { customFieldInUse, optionInUse } from '../domain/custom-field.errors.js';
import { CustomFieldUseService } from './custom-field-use.service.js';
import { customFieldById, customFieldList, customFieldView, type CustomFieldView } from './custom-field.queries.js';

@Injectable()
export class CustomFieldService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly uses: CustomFieldUseService,
  ) {}

  list(request: ListRequest): Promise<Page<CustomFieldView>> {
    return this.db.page(customFieldList, request);
  }

  async get(id: string): Promise<CustomFieldView> {
    const row = await this.db.one(customFieldById, { id });
    if (!row) throw notFound();
    return customFieldView(row);
  }

  /** @throws DomainError 409 `custom_field.key_taken` */
  create(given: NewCustomField): Promise<CustomFieldView> {
    return this.save(CustomField.create(given));
  }

  /** @throws DomainError 409 `custom_field.option_in_use` */
  async edit(id: string, version: number, changes: Partial<CustomFieldDetails>): Promise<CustomFieldView> {
    const field = await this.load(id, version);
    const gone = field.edit(changes).map((option) => JSON.stringify({ [field.key]: option }));
    const count = await this.uses.withAnyOf(gone);
    if (count > 0) throw refuse(optionInUse, { members: { count } });
    return this.save(field);
  }

  async archive(id: string, version: number): Promise<CustomFieldView> {
    const field = await this.load(id, version);
    field.archive(this.clock.now());
    return this.save(field);
  }

  async restore(id: string, version: number): Promise<CustomFieldView> {
    const field = await this.load(id, version);
    field.restore();
    return this.save(field);
  }

  /** @throws DomainError 409 `custom_field.in_use` */
  async remove(id: string, version: number): Promise<void> {
    const field = await this.load(id, version);
    const references = await this.uses.withKey(field.key);
    if (Object.keys(references).length > 0) throw refuse(customFieldInUse, { members: { references } });
    await this.unitOfWork.remove(field);
  }

  private async load(id: string, version: number): Promise<CustomField> {
    const field = await this.em.findOne(CustomField, { id });
    if (!field) throw notFound();
    assertVersion(field, version);
    return field;
  }

  private async save(field: CustomField): Promise<CustomFieldView> {
    await this.unitOfWork.commit(field);
    return this.get(field.id);
  }
}
