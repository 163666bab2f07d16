import { RunsOperation, type OperationHandler, type OperationRun } from '#libs/operations';
import { importEquipment, type ImportReport, type ImportRequest } from '../application/import-equipment.js';
import { ImportRunService } from '../application/import-run.service.js';
import { importReaders } from '../http/imported-machine.dto.js';

@RunsOperation(importEquipment)
export class ImportEquipmentJob implements OperationHandler<ImportRequest, ImportReport> {
  constructor(private readonly imports: ImportRunService) {}

  run(request: ImportRequest, run: OperationRun<ImportReport>): Promise<ImportReport> {
    return this.imports.run(request, run, importReaders);
  }
}
