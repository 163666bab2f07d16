import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { FilesFacade, withLinks, type WithFile } from '#contexts/files';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { unknownEquipment } from '../../assets.refusals.js';
import { AssetReferenceService } from '../../places/application/asset-reference.service.js';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { EquipmentImage, type ImageChanges, type NewImage } from '../domain/equipment-image.entity.js';
import {
  imageById,
  imageList,
  imageRow,
  imagesOfEquipment,
  lockMachine,
  type ImageRow,
} from './equipment-image.queries.js';
import { visibleMachine } from './owner.queries.js';
import { demoteOtherImages } from './primary-image.writes.js';

export type ImageView = WithFile<ImageRow>;

/** Pictures of machines. At most one of a machine is its primary one. */
@Injectable()
export class EquipmentImageService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FilesFacade,
    private readonly clock: Clock,
    references: AssetReferenceService,
  ) {
    references.register('equipment', 'images', (id) => db.count(imagesOfEquipment, { id }));
  }

  async list(request: ListRequest): Promise<Page<ImageView>> {
    const page = await this.db.page(imageList, request, { fixedFilters: { linkedTo: linkedUser() } });
    return { ...page, data: page.data.map((row) => withLinks(row, this.files)) };
  }

  async get(id: string): Promise<ImageView> {
    const row = await this.db.one(imageById, { id, user: linkedUser() });
    if (!row) throw notFound();
    return withLinks(imageRow(row), this.files);
  }

  /** @throws DomainError 422 `equipment.unknown`, `upload.unknown`, `upload.not_an_image`, 409 `upload.already_attached` */
  async create(given: NewImage): Promise<ImageView> {
    const image = EquipmentImage.create(given, currentUserId());
    await this.unitOfWork.transactional(async () => {
      const { equipmentId, uploadId } = given;
      if (!(await this.db.one(visibleMachine, { id: equipmentId, user: linkedUser() }))) throw refuse(unknownEquipment);
      await this.files.attach(uploadId, { type: 'equipment', id: equipmentId, imagesOnly: true });
      await this.write(image);
    });
    return this.get(image.id);
  }

  async edit(id: string, version: number, changes: ImageChanges): Promise<ImageView> {
    const { equipmentId } = await this.get(id);
    await this.unitOfWork.transactional(async () => {
      await this.db.run(lockMachine, { id: equipmentId });
      const image = await this.load(id, version);
      image.edit(changes);
      await this.write(image);
    });
    return this.get(id);
  }

  async remove(id: string, version: number): Promise<void> {
    await this.get(id);
    await this.unitOfWork.transactional(async () => {
      const image = await this.load(id, version);
      await this.unitOfWork.remove(image);
      if (image.uploadId) await this.files.discard(image.uploadId);
    });
  }

  private async write(image: EquipmentImage): Promise<void> {
    const { id, equipmentId } = image;
    if (image.isPrimary) {
      await this.db.run(lockMachine, { id: equipmentId });
      await this.unitOfWork.execute(
        demoteOtherImages.bind(currentTenant().schema, { equipmentId, id, at: this.clock.now() }),
      );
    }
    await this.unitOfWork.commit(image);
  }

  private async load(id: string, version: number): Promise<EquipmentImage> {
    const image = await this.em.findOne(EquipmentImage, { id });
    if (!image) throw notFound();
    assertVersion(image, version);
    return image;
  }
}
