import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { PartReplacement } from '../domain/part-replacement.entity.js';
import { replacementCycle } from '../domain/part-replacement.errors.js';
import { partById } from './part.queries.js';
import {
  leadsBack,
  lockReplacements,
  replacementById,
  replacementList,
  replacementView,
  type ReplacementView,
} from './part-replacement.queries.js';

/** Which parts take the place of a part. */
@Injectable()
export class PartReplacementService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  list(partId: string, request: ListRequest): Promise<Page<ReplacementView>> {
    const parent = partById.bind(currentTenant().schema, { id: partId });
    return this.db.page(replacementList, request, { fixedFilters: { partId }, parent });
  }

  /** @throws DomainError `part_replacement.cycle`, `part_replacement.already`, `part_replacement.unknown_part` */
  async add(partId: string, replacementId: string, notes: string | null = null): Promise<ReplacementView> {
    const { schema } = currentTenant();
    if (!(await this.db.one(partById, { id: partId }))) throw notFound();
    const replacement = PartReplacement.create(partId, replacementId, notes);
    await this.unitOfWork.transactional(async () => {
      const ids = { partId, replacementId };
      const [, back] = await this.db.batch(lockReplacements.bind(schema, { schema }), leadsBack.bind(schema, ids));
      if (back!.rowCount > 0) throw refuse(replacementCycle);
      await this.unitOfWork.commit(replacement);
    });
    return replacementView((await this.db.one(replacementById, { id: replacement.id }))!);
  }

  async remove(partId: string, id: string): Promise<void> {
    const replacement = await this.em.findOne(PartReplacement, { id, partId });
    if (!replacement) throw notFound();
    await this.unitOfWork.remove(replacement);
  }
}
