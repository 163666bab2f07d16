import { EquipmentExportService } from './application/equipment-export.service.js';
import { EquipmentImportService } from './application/equipment-import.service.js';
import { ImportBatchService } from './application/import-batch.service.js';
import { ImportFaultsService } from './application/import-faults.service.js';
import { ImportLookupService } from './application/import-lookup.service.js';
import { ImportParentsService } from './application/import-parents.service.js';
import { ImportRunService } from './application/import-run.service.js';
import { EquipmentExportController } from './http/equipment-export.controller.js';
import { EquipmentImportController } from './http/equipment-import.controller.js';
import { ImportEquipmentJob } from './jobs/import-equipment.job.js';

/** Machines as files: out, and in. */
export const equipmentFiles = {
  controllers: [EquipmentExportController, EquipmentImportController],
  providers: [
    EquipmentExportService,
    EquipmentImportService,
    ImportBatchService,
    ImportEquipmentJob,
    ImportFaultsService,
    ImportLookupService,
    ImportParentsService,
    ImportRunService,
  ],
};
