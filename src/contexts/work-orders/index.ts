export * from './events.js';
export { WorkOrdersModule } from './work-orders.module.js';
