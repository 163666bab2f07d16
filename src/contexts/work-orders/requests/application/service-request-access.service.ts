import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { pullRequestHistory } from '../domain/service-request-history-entry.entity.js';
import { ServiceRequest } from '../domain/service-request.entity.js';
import { concernedUser } from './service-request-reach.js';
import { visibleServiceRequest } from './service-request.queries.js';

/** Loads a request for a change if the caller may see it, and saves it with its history. */
@Injectable()
export class ServiceRequestAccessService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  act(): Act {
    return { by: currentUserId(), at: this.clock.now() };
  }

  async save(request: ServiceRequest): Promise<void> {
    await this.unitOfWork.commit(request, ...pullRequestHistory(request));
  }

  /**
   * Locks the request, so that of two who change it at once the second sees what the first has done.
   * @param step joins the transaction
   * @throws DomainError 404 for one that the caller may not see
   */
  async change<T>(id: string, step: (request: ServiceRequest, act: Act) => T | Promise<T>): Promise<T> {
    await this.assertVisible(id);
    return this.unitOfWork.transactional(async () => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
      const request = await this.em.findOne(ServiceRequest, { id }, lock);
      if (!request) throw notFound();
      const result = await step(request, this.act());
      await this.save(request);
      return result;
    });
  }

  /** For requests about a part of it. @throws DomainError 404 */
  async assertVisible(id: string): Promise<void> {
    if (!(await this.db.one(visibleServiceRequest, { id, user: concernedUser() }))) throw notFound();
  }
}
