import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { currentActor, currentContext, currentUserId } from '#libs/request-context';
import type { OperationKind } from './operation-kind.js';
import { Operation } from './operation.entity.js';
import { operationEnded } from './operation.errors.js';
import { operationById, operationList, operationView, type OperationView } from './operation.queries.js';

/** Sees and cancels what others have started. */
const MANAGE = 'operations:manage';

/** Starts long work and reports its progress, to the user who started it and to those who may manage all operations. */
@Injectable()
export class OperationsService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Joins the open transaction (`unitOfWork.transactional`), if any: the operation runs only when that is committed. */
  async start<Input extends object>(kind: OperationKind<Input, object>, input: Input): Promise<OperationView> {
    const { requestId } = currentContext();
    const operation = Operation.queued(kind, input, { requestedBy: currentUserId(), apiKeyId: actingKey(), requestId });
    await this.unitOfWork.commit(operation);
    return this.get(operation.id);
  }

  list(request: ListRequest): Promise<Page<OperationView>> {
    return this.db.page(operationList, request, { fixedFilters: limitedTo() });
  }

  async get(id: string): Promise<OperationView> {
    const { requestedBy: user = null, apiKey = null } = limitedTo();
    const row = await this.db.one(operationById, { id, user, apiKey });
    if (!row) throw notFound();
    return operationView(row);
  }

  /** @throws DomainError 409 `operation.ended` */
  async cancel(id: string): Promise<OperationView> {
    await this.unitOfWork.transactional(async (em) => {
      const { apiKey: apiKeyId, ...requester } = limitedTo();
      const own = { ...requester, ...(apiKeyId && { apiKeyId }) };
      // waits for a checkpoint in progress instead of failing at its new version
      const operation = await em.findOne(Operation, { id, ...own }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!operation) throw notFound();
      if (operation.finishedAt) throw refuse(operationEnded, endedAs(operation.status));
      operation.cancel(this.clock.now());
      await this.unitOfWork.commit(operation);
    });
    return this.get(id);
  }
}

function endedAs(status: string): Parameters<typeof refuse>[1] {
  return { detail: `The operation has ended already: it has ${status}.`, members: { currentStatus: status } };
}

/** Whose operations alone the caller may see; empty when the caller may see all. */
function limitedTo(): { readonly requestedBy?: string; readonly apiKey?: string } {
  const actor = currentActor();
  if (actor.kind !== 'user' || actor.permissions.has(MANAGE)) return {};
  return { requestedBy: actor.id, ...(actor.apiKey && { apiKey: actor.apiKey.id }) };
}

function actingKey(): string | null {
  const actor = currentActor();
  return (actor.kind === 'user' && actor.apiKey?.id) || null;
}
