import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import { uuidv7, type Money } from '#libs/kernel';
import type { CostKind } from './cost-kinds.js';

export const CostLineSchema = defineEntity({
  name: 'CostLine',
  tableName: 'task_costs',
  schema: '*',
  properties: {
    ...versioned,
    workOrderId: p.uuid().fieldName('task_id'),
    kind: p.string().$type<CostKind>().fieldName('cost_type'),
    description: p.string(),
    cost: p.decimal().fieldName('amount'),
    currency: p.string().hidden(),
    createdById: p.uuid().nullable().fieldName('created_by'),
  },
});

export interface CostLineDetails {
  readonly kind: CostKind;
  readonly description: string;
  readonly cost: Money;
}

/** What a work order cost besides labour and parts. */
export class CostLine extends CostLineSchema.class {
  static create(workOrderId: string, createdById: string | null, details: CostLineDetails): CostLine {
    const line = Object.assign(new CostLine(), { id: uuidv7(), workOrderId, createdById });
    line.edit(details);
    return line;
  }

  /** @returns whether anything differs */
  edit({ cost, kind = this.kind, description = this.description }: Partial<CostLineDetails>): boolean {
    const amount = cost ? { cost: cost.amount, currency: cost.currency } : { cost: this.cost, currency: this.currency };
    const next = { kind, description, ...amount };
    const differs = Object.entries(next).some(([name, value]) => this[name as keyof typeof next] !== value);
    Object.assign(this, next);
    return differs;
  }
}
CostLineSchema.setClass(CostLine);
