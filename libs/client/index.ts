export type { components, operations, paths } from './api.generated.js';
export {
  BulkError,
  type BulkFailure,
  type BulkOutcome,
  type BulkPath,
  type BulkRequest,
  type BulkSuccess,
} from './bulk.js';
export { FieldPilotClient, type ClientOptions } from './fieldpilot-client.js';
export { ifMatch } from './if-match.js';
export type { Answer, Call, DataOf, OperationOf, RequestBodyOf } from './operation.js';
export type { ListPath, PageOf, RowOf } from './pages.js';
export { ProblemError } from './problem-error.js';
export type { RetryPolicy } from './retries.js';
export { retryStale } from './retry-stale.js';
export type * from './schemas.generated.js';
export type { SessionEvents, Tokens } from './session.js';
export type { Update, UpdatePath } from './update.js';
