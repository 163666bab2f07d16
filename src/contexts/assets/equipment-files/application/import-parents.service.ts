import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { atField, Clock, DomainError, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { unknownEquipment } from '../../assets.refusals.js';
import { EquipmentPlacementService } from '../../equipment/application/equipment-placement.service.js';
import { familiesOf, machinesByNumber } from './equipment-import.queries.js';
import { linkMachines } from './equipment-import.writes.js';
import { Families } from './families.js';
import type { RowFault } from './import-row.js';

/** What a line says that its machine is part of; null for nothing. */
export interface ParentLink {
  readonly line: number;
  readonly number: string;
  readonly parentNumber: string | null;
}

interface Linked {
  readonly id: string;
  readonly before: string | null;
  readonly parentId: string | null;
}

export interface WrittenLinks {
  /** How many machines are part of something else than before. */
  readonly linked: number;
  readonly faults: readonly RowFault[];
}

const AT_ONCE = 5_000;

/** Says what machines are part of once all lines of a file are written, since parents may stand anywhere in it. Joins the open transaction. */
@Injectable()
export class ImportParentsService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly placement: EquipmentPlacementService,
    private readonly clock: Clock,
  ) {}

  /** @param column what the file calls the number of the parent */
  async link(links: readonly ParentLink[], column: string, user: string | null): Promise<WrittenLinks> {
    if (links.length === 0) return { linked: 0, faults: [] };
    await this.placement.lockHierarchy();
    const ids = await this.idsOf(links, user);
    const families = new Families(await this.db.run(familiesOf, { ids: [...new Set(ids.values())] }));
    const changed: Linked[] = [];
    const faults: RowFault[] = [];
    for (const { line, number, parentNumber } of links) {
      const id = ids.get(number);
      // written by nobody after all, or by somebody else meanwhile
      if (id === undefined) continue;
      try {
        const before = families.parentOf(id);
        const parentId = parentNumber === null ? null : parentIn(ids, parentNumber);
        if (parentId === before) continue;
        families.move(id, parentId);
        changed.push({ id, before, parentId });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        faults.push({ line, column, code: error.code, detail: error.message });
      }
    }
    for (let at = 0; at < changed.length; at += AT_ONCE) await this.write(changed.slice(at, at + AT_ONCE));
    return { linked: changed.length, faults };
  }

  private async idsOf(links: readonly ParentLink[], user: string | null): Promise<Map<string, string>> {
    const numbers = [
      ...new Set(links.flatMap(({ number, parentNumber }) => [number, ...(parentNumber ? [parentNumber] : [])])),
    ];
    const ids = new Map<string, string>();
    for (let at = 0; at < numbers.length; at += AT_ONCE) {
      const found = await this.db.run(machinesByNumber, { numbers: numbers.slice(at, at + AT_ONCE), user });
      for (const { number, id, isVisible } of found) if (isVisible) ids.set(number, id);
    }
    return ids;
  }

  private async write(changed: readonly Linked[]): Promise<void> {
    const values = {
      ids: changed.map(({ id }) => id),
      parents: changed.map(({ parentId }) => parentId),
      at: this.clock.now(),
    };
    const audits = changed.map(({ id, before, parentId }) => ({
      ...{ action: 'update', resourceType: 'equipment', resourceId: id },
      ...{ before: { parentId: before }, after: { parentId } },
    }));
    const statements = [linkMachines.bind(currentTenant().schema, values)];
    await this.unitOfWork.writeMany({ statements, audits, events: [] });
  }
}

function parentIn(ids: ReadonlyMap<string, string>, number: string): string {
  const id = ids.get(number);
  if (id === undefined) throw refuse(atField(unknownEquipment, '/parentNumber'));
  return id;
}
