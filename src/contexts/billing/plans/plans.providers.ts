import { PlanService } from './application/plan.service.js';
import { ManagedPlanController } from './http/managed-plan.controller.js';
import { PlanController } from './http/plan.controller.js';

export const plans = {
  controllers: [PlanController, ManagedPlanController],
  providers: [PlanService],
};
