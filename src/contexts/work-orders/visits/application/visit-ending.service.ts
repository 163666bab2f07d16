import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { TransitionEffectsService, type EndedVisits } from '../../orders/application/transition-effects.service.js';
import { minutesOf } from '../domain/logged-minutes.js';
import { WorkLog } from '../domain/work-log.entity.js';
import { VisitLocksService } from './visit-locks.service.js';

/** Ends the open visits to a work order that is completed, canceled or rejected, in the transaction of the transition. */
@Injectable()
export class VisitEndingService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly locks: VisitLocksService,
    private readonly effects: TransitionEffectsService,
  ) {}

  onModuleInit(): void {
    this.effects.endVisitsBy((workOrderId, at) => this.end(workOrderId, at));
  }

  /** The lock comes first: whoever arrives at the same time is either seen here, or finds the work order closed. */
  private async end(workOrderId: string, at: Date): Promise<EndedVisits> {
    await this.locks.lockWorkOrder(workOrderId);
    const logs = await this.em.find(WorkLog, { workOrderId });
    for (const log of logs) if (log.isOpen) log.close(at, 'work_ended');
    return { minutes: minutesOf(logs), changed: logs };
  }
}
