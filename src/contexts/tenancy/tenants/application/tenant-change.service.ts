import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { assertVersion, PlatformUnitOfWork } from '#libs/database';
import { notFound } from '#libs/kernel';
import { giveReason } from '#libs/request-context';
import { normalReason } from '../domain/reason.js';
import { Tenant } from '../domain/tenant.entity.js';
import { unknownTenant } from '../domain/tenant.errors.js';
import { FormerSlugsService } from './former-slugs.service.js';
import { TenantRegistryService } from './tenant-registry.service.js';

/** A tenant as operators name it: by its slug at the command line, by its id and the version that was seen in the API. */
export type WhichTenant = { readonly slug: string } | { readonly id: string; readonly version: number };

export interface TenantAct {
  /** As the audit log calls it. */
  readonly action: string;
  readonly reason: string;
  /** @param why the reason, in one line */
  readonly change: (tenant: Tenant, why: string) => void;
  /** What else belongs to the change, in the same transaction; left out where nothing differs. */
  readonly beside?: (tenant: Tenant) => Promise<unknown>;
}

/** Changes a tenant's row on behalf of an operator: one at a time, with an entry in the operators' log that says why. */
@Injectable()
export class TenantChangeService {
  constructor(
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly registry: TenantRegistryService,
    private readonly former: FormerSlugsService,
  ) {}

  /** Once it resolves every process knows. @returns the id */
  async carryOut(which: WhichTenant, { action, reason, change, beside }: TenantAct): Promise<string> {
    const why = normalReason(reason);
    giveReason(why);
    const tenant = await this.unitOfWork.transactional(async (em) => {
      const key = 'slug' in which ? { slug: which.slug } : { id: which.id };
      const found = await em.findOne(Tenant, key, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!found) throw await this.missing(which);
      if ('version' in which) assertVersion(found, which.version);
      change(found, why);
      if (await this.unitOfWork.commitAs(action, found)) await beside?.(found);
      return found;
    });
    await this.registry.forget(tenant.id);
    return tenant.id;
  }

  private async missing(which: WhichTenant): Promise<Error> {
    return 'slug' in which ? unknownTenant(which.slug, await this.former.successorOf(which.slug)) : notFound();
  }
}
