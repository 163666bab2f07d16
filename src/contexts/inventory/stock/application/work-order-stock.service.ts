import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type Statement } from '#libs/database';
import { Clock, refuse, uuidv7, wholeCurrencies } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { tooMuchStock } from '../../inventory.refusals.js';
import { bookReturns, type GivenMovements } from './given-booking.writes.js';
import { lockPartsOf } from './part-lock.queries.js';
import { setAside } from './planned-part.writes.js';
import { dueReturns, type DueReturn } from './work-order-returns.queries.js';

/** What becomes of the parts of a work order when its work ends or begins again. Joins the transaction of its transition. */
@Injectable()
export class WorkOrderStockService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Frees what is set aside; what was used stays used. */
  async free(workOrderId: string): Promise<void> {
    await this.setAside(workOrderId, false);
  }

  /** Sets aside again what is planned, not used and still free. */
  async reserveAgain(workOrderId: string): Promise<void> {
    await this.setAside(workOrderId, true);
  }

  /** Frees what is set aside, and brings back to where it was all that was used; however often it is called, once. */
  async takeBack(workOrderId: string): Promise<void> {
    const { schema } = currentTenant();
    const [locked, due] = await this.db.batch(
      lockPartsOf.bind(schema, { workOrderId }),
      dueReturns.bind(schema, { workOrderId, wholeCurrencies }),
    );
    if (locked!.rowCount === 0) return;
    const returns = due!.rows as unknown as DueReturn[];
    const booked = returns.length > 0 ? [this.returning(workOrderId, returns)] : [];
    await this.send(...booked, this.settingAside(workOrderId, false));
  }

  private async setAside(workOrderId: string, isOpen: boolean): Promise<void> {
    const lock = lockPartsOf.bind(currentTenant().schema, { workOrderId });
    await this.send(lock, this.settingAside(workOrderId, isOpen));
  }

  private settingAside(workOrderId: string, isOpen: boolean): Statement {
    return setAside.bind(currentTenant().schema, { workOrderId, partId: null, isOpen, at: this.clock.now() });
  }

  private returning(workOrderId: string, returns: readonly DueReturn[]): Statement {
    const values: GivenMovements = {
      movementIds: returns.map(() => uuidv7()),
      partIds: returns.map(({ partId }) => partId),
      locationIds: returns.map(({ locationId }) => locationId),
      quantities: returns.map(({ quantity }) => quantity),
      costs: returns.map(({ cost }) => cost),
      workOrderId,
      notes: null,
      by: currentUserId(),
      at: this.clock.now(),
    };
    return { ...bookReturns.bind(currentTenant().schema, values), refusal: () => refuse(tooMuchStock) };
  }

  private async send(...statements: Statement[]): Promise<void> {
    await this.unitOfWork.writeMany({ statements, audits: [], events: [] });
  }
}
