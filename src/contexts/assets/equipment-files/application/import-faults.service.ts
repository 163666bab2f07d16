import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { importFaults } from './equipment-import.queries.js';
import { deleteFaults, insertFaults } from './equipment-import.writes.js';
import type { RowFault } from './import-row.js';

/** From then on only the first fault of each line is listed; all are counted. */
const MANY = 10_000;

/** The list of what is wrong with the lines of a file. */
@Injectable()
export class ImportFaultsService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  list(operationId: string): Promise<RowFault[]> {
    return this.db.run(importFaults, { operationId });
  }

  /** Lines that an earlier run has found at fault. */
  async lines(operationId: string): Promise<ReadonlySet<number>> {
    return new Set((await this.list(operationId)).map(({ line }) => line));
  }

  /** @param before how many were found before them */
  async note(operationId: string, faults: readonly RowFault[], before: number): Promise<void> {
    const numbered = faults.map((fault, index) => ({ ...fault, number: before + index + 1 }));
    const listed = numbered.filter(({ line, number }, index) => number <= MANY || line !== numbered[index - 1]?.line);
    if (listed.length === 0) return;
    await this.unitOfWork.execute(insertFaults(currentTenant().schema, operationId, listed));
  }

  /** Instead of those of an earlier run. */
  replace(operationId: string, faults: readonly RowFault[]): Promise<void> {
    return this.unitOfWork.transactional(async () => {
      await this.unitOfWork.execute(deleteFaults.bind(currentTenant().schema, { operationId }));
      await this.note(operationId, faults, 0);
    });
  }
}
