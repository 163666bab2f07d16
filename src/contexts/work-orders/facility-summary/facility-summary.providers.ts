import { FacilitySummaryService } from './application/facility-summary.service.js';
import { FacilitySummaryController } from './http/facility-summary.controller.js';

export const facilitySummary = {
  controllers: [FacilitySummaryController],
  providers: [FacilitySummaryService],
};
