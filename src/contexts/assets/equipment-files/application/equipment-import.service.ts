import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { FilesFacade } from '#contexts/files';
import { UnitOfWork } from '#libs/database';
import { csvLine, forbidden, notFound, refuse } from '#libs/kernel';
import { OperationsService, type OperationView } from '#libs/operations';
import { canSeeCosts, currentActor, currentTenant } from '#libs/request-context';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { importKindRefused } from '../domain/equipment-import.errors.js';
import { importEquipment, type ImportOptions } from './import-equipment.js';
import { assertMapping } from './import-columns.js';
import { ImportFaultsService } from './import-faults.service.js';

const kinds: Readonly<Record<string, { readonly isWorkbook: boolean }>> = {
  csv: { isWorkbook: false },
  xlsx: { isWorkbook: true },
};

@Injectable()
export class EquipmentImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly operations: OperationsService,
    private readonly files: FilesFacade,
    private readonly found: ImportFaultsService,
  ) {}

  /** @throws DomainError 403 for what the caller may not do, 422 `upload.unknown`, `equipment_import.wrong_kind` and about the mapping */
  async start(options: ImportOptions): Promise<OperationView> {
    assertMay(options.upsert, 'equipment:update');
    assertMay(options.createPlaces, 'facilities:create');
    assertMay(options.createPlaces, 'buildings:create');
    assertMapping(options.mapping);
    const kind = kinds[endingOf(await this.files.fileName(options.uploadId))];
    if (!kind) throw refuse(importKindRefused);
    const caller = {
      linkedTo: linkedUser(),
      maySetCosts: canSeeCosts(),
      mayDecommission: may('equipment:decommission'),
    };
    return this.unitOfWork.transactional(async () => {
      const operation = await this.operations.start(importEquipment, { ...options, ...kind, caller });
      const entry = { action: 'import', resourceType: 'equipment', after: { operationId: operation.id, ...options } };
      await this.unitOfWork.execute(auditStatement(currentTenant().schema, [entry]));
      return operation;
    });
  }

  /** Of one's own import, or for those who may manage the operations of all. @throws DomainError 404 also while it runs */
  async faults(operationId: string): Promise<string> {
    const { kind, status } = await this.operations.get(operationId);
    if (kind !== importEquipment.name || status === 'queued' || status === 'running') throw notFound();
    const faults = await this.found.list(operationId);
    const lines = faults.map(({ line, column, code, detail }) => csvLine([line, column, code, detail]));
    return `\ufeff${csvLine(['line', 'column', 'code', 'detail'])}${lines.join('')}`;
  }
}

const endingOf = (fileName: string): string => /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';

function may(permission: string): boolean {
  const actor = currentActor();
  return actor.kind === 'user' && actor.permissions.has(permission);
}

function assertMay(isAsked: boolean, permission: string): void {
  if (isAsked && !may(permission)) throw refuse(forbidden, { detail: `This needs the permission ${permission}.` });
}
