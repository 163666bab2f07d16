import { CostLineService } from './application/cost-line.service.js';
import { LabourRateService } from './application/labour-rate.service.js';
import { WorkOrderCostsService } from './application/work-order-costs.service.js';
import { CostLineController } from './http/cost-line.controller.js';
import { LabourRateController } from './http/labour-rate.controller.js';
import { WorkOrderCostsController } from './http/work-order-costs.controller.js';

export const costs = {
  // in the order of the API document
  controllers: [WorkOrderCostsController, CostLineController, LabourRateController],
  providers: [CostLineService, LabourRateService, WorkOrderCostsService],
};
