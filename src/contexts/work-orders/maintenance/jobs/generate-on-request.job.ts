import { RunsOperation, type OperationHandler, type OperationRun } from '#libs/operations';
import { generateMaintenance } from '../application/generate-maintenance.js';
import type { GenerationReport } from '../application/generation-report.js';
import { MaintenanceGenerationService } from '../application/maintenance-generation.service.js';

/** Generates like the job, with a checkpoint in each batch's transaction. */
@RunsOperation(generateMaintenance)
export class GenerateOnRequestJob implements OperationHandler<Record<never, never>, GenerationReport> {
  constructor(private readonly generation: MaintenanceGenerationService) {}

  async run(_input: object, run: OperationRun<GenerationReport>): Promise<GenerationReport> {
    const due = await this.generation.countDue();
    let done = 0;
    const onBatch = (report: GenerationReport, planned: number): Promise<void> => {
      done += planned;
      // more may fall due meanwhile
      return run.checkpoint(Math.min(99, (done / due) * 100), report);
    };
    return this.generation.generateNow({ earlier: run.savedResult, onBatch });
  }
}
