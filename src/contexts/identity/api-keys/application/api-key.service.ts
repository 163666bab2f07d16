import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { currentActor, currentTenant, type UserActor } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { beyondOwnRights } from '../../people/domain/user.errors.js';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import type { ApiKeyScope } from '../domain/api-key-scopes.js';
import { ApiKey } from '../domain/api-key.entity.js';
import { newApiKey } from './api-key-secret.js';
import { apiKeyById, apiKeyList, apiKeyView, type ApiKeyView } from './api-key.queries.js';

interface NewKey {
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly expiresAt?: string | null;
}

interface Rotation {
  readonly overlapSeconds: number;
  readonly expiresAt?: string | null;
}

/** Makes, changes and ends API keys. Nobody gives one more rights than their own. */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly db: TenantDb,
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  list(request: ListRequest): Promise<Page<ApiKeyView>> {
    return this.db.page(apiKeyList, request);
  }

  async get(id: string): Promise<ApiKeyView> {
    const row = await this.db.one(apiKeyById, { id });
    if (!row) throw notFound();
    return apiKeyView(row);
  }

  /** @throws 402 `plan.feature_missing`, 403 `user.beyond_own_rights` */
  async create({ name, scopes, expiresAt }: NewKey): Promise<ApiKeyView> {
    await this.tenancy.assertFeature('api_access');
    const caller = user();
    assertWithin(caller, scopes);
    const secret = newApiKey(currentTenant().id);
    const given = { name, scopes, expiresAt: timeOf(expiresAt), createdById: caller.id, secret };
    const key = ApiKey.create(given, this.clock.now());
    await this.unitOfWork.commit(key);
    return { ...(await this.get(key.id)), key: secret.text };
  }

  /** @throws 403 `user.beyond_own_rights`, 409 `api_key.ended` */
  async edit(id: string, version: number, { expiresAt, ...changes }: Partial<NewKey>): Promise<ApiKeyView> {
    const key = await this.find(id);
    assertVersion(key, version);
    assertWithin(user(), [...key.scopes, ...(changes.scopes ?? [])]);
    key.edit({ ...changes, expiresAt: timeOf(expiresAt) }, this.clock.now());
    return this.save(key);
  }

  /** @throws 402 `plan.feature_missing`, 403 `api_key.not_own`, 409 `api_key.ended` */
  async rotate(id: string, version: number, { overlapSeconds, expiresAt }: Rotation): Promise<ApiKeyView> {
    await this.tenancy.assertFeature('api_access');
    const key = await this.find(id);
    assertVersion(key, version);
    const secret = newApiKey(currentTenant().id);
    const rotation = { secret, overlapSeconds, expiresAt: timeOf(expiresAt) };
    const successor = key.rotate(rotation, user().id, this.clock.now());
    await this.unitOfWork.commit(successor, key);
    await this.signals.send(SESSIONS, id);
    return { ...(await this.get(successor.id)), key: secret.text };
  }

  /** From the next request on it is refused by every process. */
  async revoke(id: string): Promise<ApiKeyView> {
    const key = await this.find(id);
    key.revoke(this.clock.now());
    return this.save(key);
  }

  private async find(id: string): Promise<ApiKey> {
    const key = await this.em.findOne(ApiKey, { id });
    if (!key) throw notFound();
    return key;
  }

  private async save(key: ApiKey): Promise<ApiKeyView> {
    await this.unitOfWork.commit(key);
    await this.signals.send(SESSIONS, key.id);
    return this.get(key.id);
  }
}

/** Keys are made and changed by people: no key has a scope for it. */
function user(): UserActor {
  const actor = currentActor();
  if (actor.kind !== 'user') throw notFound();
  return actor;
}

function assertWithin({ permissions }: UserActor, scopes: readonly ApiKeyScope[]): void {
  const missing = [...new Set(scopes)].filter((scope) => !permissions.has(scope));
  if (missing.length > 0) throw refuse(beyondOwnRights, { members: { missing } });
}

function timeOf(text: string | null | undefined): Date | null | undefined {
  return typeof text === 'string' ? new Date(text) : text;
}
