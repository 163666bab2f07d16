export { OperatorOnly, Permission, Public, SignedIn, type Access } from './access/access.js';
export { IfMatch } from './answer/if-match.js';
export { Bulk } from './bulk/bulk.js';
export { bulkOf, BulkQuery, BulkResultDto, type BulkBody } from './bulk/bulk.dto.js';
export { configureHttp } from './app/configure-http.js';
export { createHttpApp, httpApplicationOptions } from './app/create-http-app.js';
export { HttpAdapter } from './app/http-adapter.js';
export { productVersion } from './app/product-version.js';
export { Deprecated, type Deprecation } from './deprecation/deprecated.js';
export * from './fields/index.js';
export { Drain } from './health/drain.js';
export { serveHealth } from './health/health.js';
export { HealthFigure } from './health/health-figure.js';
export { ReadinessProbe } from './health/readiness-probe.js';
export { StartupWork } from './health/startup-work.js';
export { HttpModule } from './http.module.js';
export { IdempotencyModule } from '#libs/idempotency';
export { RequestSteps } from '#libs/idempotency';
export { CallMeter, type CallCount, type CallExchange, type CallGrant } from '#libs/limits';
export { LimitsModule } from '#libs/limits';
export { MonthQuotas } from '#libs/limits';
export { AppLogger } from '#libs/logging';
export { createLogger } from '#libs/logging';
export { ROOT_LOGGER } from '#libs/logging';
export { describeApi } from './openapi/describe-api.js';
export { openApiDocuments, type DocumentOptions } from './openapi/documents.js';
export { OPERATION_STATUSES, OperationDto, type OperationStatus } from './operation/operation.dto.js';
export {
  ApiAccepted,
  ApiAction,
  ApiBulk,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiUpdate,
  takenProblem,
  type OperationDoc,
  type ProblemDoc,
} from './openapi/operation.js';
export { ApiSection } from './openapi/section.js';
export { toYaml } from './openapi/yaml.js';
export { listRequest, type ListRequest } from './paging/list-request.js';
export type { Page } from './paging/page-of.js';
export { PageQuery, pageQuery, type ListParameters } from './paging/page-query.js';
export { problemBody } from './problem/problem.js';
export { problemOf } from './problem/problem-of.js';
export { Authenticator, type Authentication } from './request/authenticator.js';
export { IdParam } from './request/id-param.js';
export { readBody } from './request/validation.pipe.js';
