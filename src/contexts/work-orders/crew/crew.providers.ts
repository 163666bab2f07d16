import { CrewService } from './application/crew.service.js';
import { WorkOrderHelperController } from './http/work-order-helper.controller.js';

export const crew = { controllers: [WorkOrderHelperController], providers: [CrewService] };
