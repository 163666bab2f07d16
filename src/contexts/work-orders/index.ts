export * from './events.js';
export { WorkOrdersModule } from './work-orders.module.js';
export { MAINTENANCE } from './maintenance/application/maintenance-generation.service.js';
export type { GenerationReport } from './maintenance/application/generation-report.js';
export type { GenerationOptions } from './maintenance/application/maintenance-generation.service.js';
export type { Audience } from './comments/application/comment-audience.service.js';
export type { Conversation, LinkedRequest } from './requests/application/service-request-sight.service.js';
export type { WorkOrderPeople } from './orders/application/work-order-people.queries.js';
export { WorkOrdersFacade } from './work-orders.facade.js';
