import { AssigneeService } from './application/assignee.service.js';
import { WorkOrderDesk } from './application/work-order-desk.service.js';
import { WorkOrderFlow } from './application/work-order-flow.service.js';
import { WorkOrderRecord } from './application/work-order-record.service.js';
import { WorkOrderService } from './application/work-order.service.js';
import { WorkOrderFlowController } from './http/work-order-flow.controller.js';
import { WorkOrderRecordController } from './http/work-order-record.controller.js';
import { WorkOrderController } from './http/work-order.controller.js';

export const orders = {
  controllers: [WorkOrderFlowController, WorkOrderRecordController, WorkOrderController],
  providers: [AssigneeService, WorkOrderDesk, WorkOrderFlow, WorkOrderRecord, WorkOrderService],
};
