import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { FilesFacade, withLinks, type WithFile } from '#contexts/files';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound, refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { unknownEquipment, unknownFacility } from '../../assets.refusals.js';
import { AssetReferenceService } from '../../places/application/asset-reference.service.js';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { Document, type DocumentDetails, type NewDocument } from '../domain/document.entity.js';
import {
  documentById,
  documentList,
  documentRow,
  documentsOfEquipment,
  documentsOfFacility,
  type DocumentRow,
} from './document.queries.js';
import { visibleFacility, visibleMachine } from './owner.queries.js';

export type DocumentView = WithFile<DocumentRow>;

/** Manuals, warranties and certificates of machines, plans and contracts of facilities. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FilesFacade,
    references: AssetReferenceService,
  ) {
    references.register('equipment', 'documents', (id) => db.count(documentsOfEquipment, { id }));
    references.register('facility', 'documents', (id) => db.count(documentsOfFacility, { id }));
  }

  async list(request: ListRequest): Promise<Page<DocumentView>> {
    const page = await this.db.page(documentList, request, { fixedFilters: { linkedTo: linkedUser() } });
    return { ...page, data: page.data.map((row) => withLinks(row, this.files)) };
  }

  async get(id: string): Promise<DocumentView> {
    const row = await this.db.one(documentById, { id, user: linkedUser() });
    if (!row) throw notFound();
    return withLinks(documentRow(row), this.files);
  }

  /** @throws DomainError 422 `equipment.unknown`, `facility.unknown`, `upload.unknown`, 409 `upload.already_attached` */
  async create(given: NewDocument): Promise<DocumentView> {
    const document = Document.create(given, currentUserId());
    await this.unitOfWork.transactional(async () => {
      const owner = await this.ownerOf(given);
      await this.files.attach(given.uploadId, owner);
      await this.unitOfWork.commit(document);
    });
    return this.get(document.id);
  }

  async edit(id: string, version: number, changes: Partial<DocumentDetails>): Promise<DocumentView> {
    const document = await this.load(id, version);
    document.edit(changes);
    await this.unitOfWork.commit(document);
    return this.get(id);
  }

  async remove(id: string, version: number): Promise<void> {
    await this.unitOfWork.transactional(async () => {
      const document = await this.load(id, version);
      await this.unitOfWork.remove(document);
      if (document.uploadId) await this.files.discard(document.uploadId);
    });
  }

  /** What the document is about, where the caller sees it. */
  private async ownerOf({ equipmentId, facilityId }: NewDocument): Promise<{ type: string; id: string }> {
    const user = linkedUser();
    if (equipmentId) {
      if (!(await this.db.one(visibleMachine, { id: equipmentId, user }))) throw refuse(unknownEquipment);
      return { type: 'equipment', id: equipmentId };
    }
    if (!facilityId || !(await this.db.one(visibleFacility, { id: facilityId, user }))) throw refuse(unknownFacility);
    return { type: 'facility', id: facilityId };
  }

  private async load(id: string, version: number): Promise<Document> {
    if (linkedUser()) await this.get(id);
    const document = await this.em.findOne(Document, { id });
    if (!document) throw notFound();
    assertVersion(document, version);
    return document;
  }
}
