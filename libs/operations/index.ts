export { RunsOperation, type OperationHandler, type OperationRun } from './operation-handler.js';
export { defineOperation, type OperationKind } from './operation-kind.js';
export { OperationRunner } from './operation-runner.js';
export { operationEntities } from './operation.entity.js';
export type { OperationView } from './operation.queries.js';
export { OperationsModule } from './operations.module.js';
export { OperationsService } from './operations.service.js';
export { OperationQuery } from './operation-query.dto.js';
