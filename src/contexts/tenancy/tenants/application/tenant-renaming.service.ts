import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { isDuplicate, PlatformDb, PlatformUnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { FORMER_SLUG_DAYS } from '../domain/tenant-former-slug.entity.js';
import { domainTaken, slugTaken } from '../domain/tenant.errors.js';
import { FormerSlugsService } from './former-slugs.service.js';
import { TenantChangeService, type TenantAct, type WhichTenant } from './tenant-change.service.js';
import { freeFormerSlug, keepFormerSlug, renameDomain } from './tenant-slug.writes.js';
import { holderOfFormerSlug, tenantWithSlug } from './tenant.queries.js';

const DAY_MS = 86_400_000;

/** Gives a tenant another slug, and with it another address. The schema keeps its name; the old slug leads on for a while. */
@Injectable()
export class TenantRenamingService {
  constructor(
    private readonly db: PlatformDb,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly changes: TenantChangeService,
    private readonly former: FormerSlugsService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @returns the id of the tenant. @throws 422 `tenant.invalid_name`, 409 `tenant.slug_taken` */
  async rename(which: WhichTenant, slug: string, reason: string): Promise<string> {
    let from = slug;
    const act: TenantAct = {
      action: 'rename',
      reason,
      change: (tenant) => {
        from = tenant.slug;
        tenant.rename(slug);
      },
      beside: ({ id }) => this.move(id, from, slug),
    };
    const id = await this.changes.carryOut(which, act).catch(async (error: unknown) => {
      throw await this.explain(error, slug);
    });
    await this.former.announce(id);
    return id;
  }

  /** In the transaction that changes the tenant's row, which waits for whoever else takes or leaves the slug. */
  private async move(tenantId: string, from: string, slug: string): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + FORMER_SLUG_DAYS * DAY_MS);
    const [holders] = await this.unitOfWork.execute(
      holderOfFormerSlug.bind('public', { slug, tenantId, now }),
      freeFormerSlug.bind('public', { slug, tenantId, now }),
      keepFormerSlug.bind('public', { slug: from, tenantId, until }),
      renameDomain.bind('public', { tenantId, from: this.hostOf(from), to: this.hostOf(slug) }),
    );
    const [holder] = holders!.rows as unknown as (typeof holderOfFormerSlug.row)[];
    if (holder) throw slugTaken(slug, holder);
  }

  private async explain(error: unknown, slug: string): Promise<unknown> {
    if (isDuplicate(error, 'domains_domain_key')) return domainTaken(this.hostOf(slug), '/slug');
    const holder = isDuplicate(error, 'tenants_slug_key') && (await this.db.one(tenantWithSlug, { slug }));
    return holder ? slugTaken(slug, holder) : error;
  }

  private hostOf(slug: string): string {
    return `${slug}.${this.config.baseDomain}`;
  }
}
