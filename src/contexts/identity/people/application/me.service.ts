import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentActor, currentTenant } from '#libs/request-context';
import { sessionList, type SessionView } from '../../sessions/application/session.queries.js';
import { UserDirectoryService } from './user-directory.service.js';
import type { UserView } from './user.view.js';

export interface Me extends UserView {
  readonly permissions: readonly string[];
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string; readonly timezone: string };
}

/** The account of the caller. */
@Injectable()
export class MeService {
  constructor(
    private readonly db: TenantDb,
    private readonly users: UserDirectoryService,
    private readonly tenancy: TenancyFacade,
  ) {}

  sessions(request: ListRequest): Promise<Page<SessionView>> {
    const actor = currentActor();
    if (actor.kind !== 'user') throw notFound();
    return this.db.page(sessionList, request, { fixedFilters: { userId: actor.id } });
  }

  async get(): Promise<Me> {
    const actor = currentActor();
    if (actor.kind !== 'user') throw notFound();
    const { id, slug, timezone } = currentTenant();
    const [user, tenant] = await Promise.all([this.users.view(actor.id), this.tenancy.tenantById(id)]);
    const permissions = [...actor.permissions].sort();
    return { ...user, permissions, tenant: { id, slug, name: tenant?.name ?? slug, timezone } };
  }
}
