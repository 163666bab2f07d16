import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { planLimitReached, TenancyFacade } from '#contexts/tenancy';
import { isDuplicate, UnitOfWork, unknownReference } from '#libs/database';
import { Clock, DomainError, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { Equipment } from '../../equipment/domain/equipment.entity.js';
import { numberTaken, qrCodeTaken } from '../../equipment/domain/equipment.errors.js';
import { pullRecords } from '../../equipment/domain/equipment-record.js';
import { insertEquipment, insertStatusChanges } from './equipment-import.writes.js';
import { additionsOf, ImportedBatch, type ImportTerms } from './imported-batch.js';
import type { ImportedRow } from './import-row.js';
import { ImportLookupService } from './import-lookup.service.js';
import type { PlaceMaker } from './batch-places.js';

export interface BatchTerms extends ImportTerms {
  /** Whose machines may be changed and whose facilities be named; null for all. */
  readonly linkedTo: string | null;
  readonly placeMaker: PlaceMaker | undefined;
  /** Whether machines count against the plan now, or when all are known. */
  readonly countsNow: boolean;
}

export interface RefusedRow {
  readonly row: ImportedRow;
  readonly refusal: DomainError;
}

export interface WrittenBatch {
  /** Lines of machines that were added and count against the plan. */
  readonly counted: readonly number[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly createdFacilities: number;
  readonly createdBuildings: number;
  readonly refused: readonly RefusedRow[];
}

const numberKeys = ['equipment_equipment_number_key', 'equipment_same_number_key'];
const qrKeys = ['equipment_qr_code_key', 'equipment_same_qr_code_key'];

/** Writes some hundred lines in the open transaction. What the database refuses is looked for in halves, and the others are written. */
@Injectable()
export class ImportBatchService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly lookups: ImportLookupService,
    private readonly tenancy: TenancyFacade,
    private readonly clock: Clock,
  ) {}

  async write(rows: readonly ImportedRow[], terms: BatchTerms): Promise<WrittenBatch> {
    if (rows.length === 0) return nothing;
    try {
      return await this.unitOfWork.transactional(() => this.attempt(rows, terms));
    } catch (error) {
      const refusal = refusalBy(error);
      if (!refusal) throw error;
      if (rows.length === 1) return { ...nothing, refused: [{ row: rows[0]!, refusal }] };
      const middle = rows.length >> 1;
      const first = await this.write(rows.slice(0, middle), terms);
      return added(first, await this.write(rows.slice(middle), terms));
    }
  }

  /** As many as the plan allows. @returns how many, and why not all */
  async reserve(wanted: number): Promise<{ readonly granted: number; readonly refusal?: DomainError }> {
    let refusal: DomainError | undefined;
    for (let amount = wanted; amount > 0;) {
      try {
        await this.tenancy.reserve('equipment', amount);
        return { granted: amount, ...(refusal && { refusal }) };
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== planLimitReached.code) throw error;
        refusal = error;
        const { used, allowed } = error.extra.members as { used: number; allowed: number };
        amount = Math.min(amount - 1, allowed - used);
      }
    }
    return { granted: 0, ...(refusal && { refusal }) };
  }

  private async attempt(rows: readonly ImportedRow[], terms: BatchTerms): Promise<WrittenBatch> {
    // whatever an attempt that was rolled back has changed in memory
    this.em.clear();
    const known = await this.lookups.find(rows, terms);
    const batch = new ImportedBatch(known, terms);
    const refused: RefusedRow[] = [];
    for (const row of rows) {
      try {
        batch.add(row);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused.push({ row, refusal: error });
      }
    }
    const created = terms.countsNow ? await this.withinPlan(batch, rows, refused) : batch.created;
    const { madeFacilities, madeBuildings } = known.places;
    await this.unitOfWork.commit(...madeFacilities, ...madeBuildings);
    await this.insert(created.map(({ machine }) => machine));
    const updated = await this.update(batch.changed);
    // so that nothing of a line that was refused half-way is written with the transaction
    this.em.clear();
    return {
      counted: created.filter(({ machine }) => machine.status !== 'decommissioned').map(({ line }) => line),
      ...{ created: created.length, updated, unchanged: batch.changed.length - updated },
      ...{ createdFacilities: madeFacilities.length, createdBuildings: madeBuildings.length, refused },
    };
  }

  private async withinPlan(batch: ImportedBatch, rows: readonly ImportedRow[], refused: RefusedRow[]) {
    const counted = batch.created.filter(({ machine }) => machine.status !== 'decommissioned');
    const { granted, refusal } = await this.reserve(counted.length);
    const over = new Set(counted.slice(granted));
    const lines = new Set([...over].map(({ line }) => line));
    if (refusal) refused.push(...rows.filter(({ line }) => lines.has(line)).map((row) => ({ row, refusal })));
    return batch.created.filter((one) => !over.has(one));
  }

  private async insert(machines: readonly Equipment[]): Promise<void> {
    if (machines.length === 0) return;
    const { schema } = currentTenant();
    const at = this.clock.now();
    const { statusChanges, audits, events } = additionsOf(machines);
    const noted = statusChanges.length > 0 ? [insertStatusChanges(schema, statusChanges, at)] : [];
    const statements = [insertEquipment(schema, machines, at), ...noted];
    await this.unitOfWork.writeMany({ statements, audits, events });
  }

  /** @returns how many differ from what they were */
  private async update(machines: readonly Equipment[]): Promise<number> {
    const before = machines.map(({ version }) => version);
    await this.unitOfWork.commit(...machines, ...machines.flatMap(pullRecords));
    return machines.filter(({ version }, index) => version !== before[index]).length;
  }
}

const nothing: WrittenBatch = {
  ...{ counted: [], created: 0, updated: 0, unchanged: 0, createdFacilities: 0, createdBuildings: 0, refused: [] },
};

function added(a: WrittenBatch, b: WrittenBatch): WrittenBatch {
  return {
    counted: [...a.counted, ...b.counted],
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    createdFacilities: a.createdFacilities + b.createdFacilities,
    createdBuildings: a.createdBuildings + b.createdBuildings,
    refused: [...a.refused, ...b.refused],
  };
}

/** Where somebody else has taken a number or removed a place meanwhile. */
function refusalBy(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error.kind === 'unavailable' ? undefined : error;
  if (numberKeys.some((key) => isDuplicate(error, key))) return refuse(numberTaken);
  if (qrKeys.some((key) => isDuplicate(error, key))) return refuse(qrCodeTaken);
  return unknownReference(error);
}
