export type { components, operations, paths } from './api.generated.js';
export { FieldPilotClient, type ClientOptions } from './fieldpilot-client.js';
export { ifMatch } from './if-match.js';
export type { Answer, Call, DataOf, OperationOf } from './operation.js';
export type { ItemOf, ListPath } from './pages.js';
export { ProblemError, type Problem } from './problem-error.js';
export type { RetryPolicy } from './retries.js';
export type { Credentials, Tokens } from './session.js';
