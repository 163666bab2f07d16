import { Injectable } from '@nestjs/common';
import { TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import { TenantDb } from '#libs/database';
import { contentDisposition, type OutgoingFile } from '#libs/http';
import { Clock, notFound, refuse } from '#libs/kernel';
import { runInTenant } from '#libs/request-context';
import { expiredLink, invalidLink } from '../domain/file-link.errors.js';
import { kindOf } from '../domain/file-kinds.js';
import { FileLinkService, type LinkedFile } from './file-link.service.js';
import { FileStoreClient } from './file-store.client.js';
import { THUMBNAIL_TYPE } from './image.service.js';
import { thumbnailKey } from './thumbnail-key.js';
import { servedFile } from './upload.queries.js';

/** What a link leads to: bytes, or an address at the storage. */
export type Served = { readonly file: OutgoingFile } | { readonly address: string };

const STORAGE_LINK_SECONDS = 60;

/** Hands out files to whoever has a link. */
@Injectable()
export class ServedFileService {
  constructor(
    private readonly db: TenantDb,
    private readonly tenancy: TenancyFacade,
    private readonly links: FileLinkService,
    private readonly store: FileStoreClient,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 403 for links that do not hold, 404 for what is gone or belongs to another tenant than the host's */
  async open(uploadId: string, key: string, host: string): Promise<Served> {
    const link = this.links.read(uploadId, key);
    if (!link) throw refuse(invalidLink);
    const tenant = await this.tenantOf(link, host);
    if (link.expiresAt <= this.clock.now()) throw refuse(expiredLink);
    return runInTenant(tenant, 'link to a file', () => this.serve(link));
  }

  private async tenantOf({ tenantId }: LinkedFile, host: string): Promise<RegisteredTenant> {
    const [tenant, named] = await Promise.all([this.tenancy.tenantById(tenantId), this.tenancy.tenantByHost(host)]);
    if (!tenant || (named && named.id !== tenant.id)) throw notFound();
    this.tenancy.assertOpen(tenant);
    return tenant;
  }

  private async serve({ tenantId, uploadId, variant, expiresAt }: LinkedFile): Promise<Served> {
    const row = await this.db.one(servedFile, { id: uploadId });
    const isThumbnail = variant === 'thumbnail';
    const isThere = row?.storageKey.startsWith(`${tenantId}/`) && (!isThumbnail || row.imageWidth !== null);
    if (!row || !isThere) throw notFound();
    const key = isThumbnail ? thumbnailKey(row.storageKey) : row.storageKey;
    const contentType = isThumbnail ? THUMBNAIL_TYPE : row.contentType;
    const disposition = contentDisposition(dispositionOf(row.fileName), row.fileName);
    const address = await this.store.link(key, contentType, disposition, STORAGE_LINK_SECONDS);
    if (address !== undefined) return { address };
    const size = isThumbnail ? await this.store.size(key) : Number(row.sizeBytes);
    if (size === undefined) throw notFound();
    const digest = `${row.sha256!.slice(0, 32)}${isThumbnail ? '-thumbnail' : ''}`;
    const seconds = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1_000);
    return { file: { size, contentType, disposition, digest, seconds, open: (range) => this.store.get(key, range) } };
  }
}

/** Only what was encoded anew is shown; everything else is saved, whatever a browser would make of it. */
function dispositionOf(fileName: string): 'inline' | 'attachment' {
  return kindOf(fileName)?.isImage ? 'inline' : 'attachment';
}
