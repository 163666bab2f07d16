import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { atField, refuse } from '#libs/kernel';
import { unknownPart } from '../../inventory.refusals.js';
import { OrderDraftService } from './order-draft.service.js';
import { ordersToMake, type OrderToMake, type SkippedPart } from './reorder-groups.js';
import { lockParts, reorderList, suggestionsFor, type SuggestionView } from './reorder.queries.js';

export interface ReorderResult {
  readonly orders: ReorderedFrom[];
  readonly skipped: SkippedPart[];
}

interface ReorderedFrom {
  readonly purchaseOrderId: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly lineCount: number;
}

/** Suggests what to order of parts that are low on stock, and makes drafts of it. */
@Injectable()
export class ReorderService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly drafts: OrderDraftService,
  ) {}

  suggestions(request: ListRequest): Promise<Page<SuggestionView>> {
    return this.db.page(reorderList, request);
  }

  /** In one transaction, of which another one at the same time finds on order what this one makes. */
  order(partIds: readonly string[]): Promise<ReorderResult> {
    return this.unitOfWork.transactional(async () => {
      await this.lock(partIds);
      const { orders, skipped } = ordersToMake(await this.db.run(suggestionsFor, { partIds }));
      const made: ReorderedFrom[] = [];
      for (const order of orders) made.push(await this.make(order));
      return { orders: made, skipped };
    });
  }

  /** @throws DomainError 422 `part.unknown` */
  private async lock(partIds: readonly string[]): Promise<void> {
    const locked = new Set((await this.db.run(lockParts, { partIds })).map(({ id }) => id));
    const unknown = partIds.findIndex((id) => !locked.has(id.toLowerCase()));
    if (unknown >= 0) throw refuse(atField(unknownPart, `/partIds/${unknown}`));
  }

  private async make({ leadDays, ...order }: OrderToMake): Promise<ReorderedFrom> {
    const purchaseOrderId = await this.drafts.make({ ...order, expectedDate: this.drafts.usualDate(leadDays) });
    const { supplier, lines } = order;
    return { purchaseOrderId, supplierId: supplier.id, supplierName: supplier.name, lineCount: lines.length };
  }
}
