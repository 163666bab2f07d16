export { OperatorOnly, OperatorPermission, Permission, Public, SignedIn, type Access } from './access/access.js';
export { IfMatch } from './response/if-match.js';
export { PreferredType } from './response/preferred-type.js';
export { BulkItemResultDto, bulkOf, BulkQuery, BulkResultDto, ItemProblemDto, type BulkBody } from './bulk/bulk.dto.js';
export { configureHttp } from './app/configure-http.js';
export { createHttpApp, httpApplicationOptions } from './app/create-http-app.js';
export { HttpAdapter } from './app/http-adapter.js';
export { productVersion } from './app/product-version.js';
export { Deprecated, type Deprecation } from './deprecation/deprecated.js';
export * from './fields/index.js';
export { contentDisposition, sendFile, type OutgoingFile } from './files/send-file.js';
export { FilePart, TakesFile, type IncomingFile } from './files/incoming-file.js';
export { brokenForm, noFile } from './files/incoming-file.errors.js';
export { Drain } from './health/drain.js';
export { serveHealth } from './health/health.js';
export { HealthMetric } from './health/health-metric.js';
export { ReadinessProbe } from './health/readiness-probe.js';
export { StartupWork } from './health/startup-work.js';
export { HttpModule } from './http.module.js';
export { describeApi } from './openapi/describe-api.js';
export { openApiDocuments, type DocumentOptions } from './openapi/documents.js';
export { OperatorReasonDto } from './operation/operator-reason.dto.js';
export { OperationDto, operationStatus, type OperationStatus } from './operation/operation.dto.js';
export {
  ApiAccepted,
  ApiAction,
  ApiBulk,
  ApiCreate,
  ApiDownload,
  ApiEventStream,
  ApiList,
  ApiRead,
  ApiReadAs,
  ApiRemove,
  ApiUpdate,
  type OperationDoc,
} from './openapi/operation.js';
export { ExampleSecrets } from './openapi/example-secrets.js';
export { ApiSection } from './openapi/section.js';
export { toYaml } from './openapi/yaml.js';
export { listRequest } from './paging/list-request.js';
export type { ListRequest, Page } from '#libs/kernel';
export { PageQuery, pageQuery, type ListParameters } from './paging/page-query.js';
export { defineProblem, problemDraft } from './problem/define-problem.js';
export { PROBLEM_JSON, problemBody, problemType, type ProblemDraft } from './problem/problem.js';
export { problemCatalogue } from './problem/problem-catalogue.js';
export { serviceUnavailable } from './problem/standard-problems.js';
export { problemOf } from './problem/problem-of.js';
export { pathOf } from './problem/send-problem.js';
export { Authenticator, type Authentication } from './request/authenticator.js';
export type { Admission } from './request/request-hook.js';
export { CallAdmission, DeniedRequests, MovedHosts, ResponseStore, type Denial } from './request/request-extensions.js';
export { clientAddress } from './request/client-address.js';
export { routeFacts } from './routes/route-facts.js';
export { BODY, controllerRoutes, type ControllerRoute } from './routes/controller-routes.js';
export { isLocalRequest } from './request/local-request.js';
export { PAGE_POLICY } from './response/security-headers.js';
export { IdParam } from './request/id-param.js';
export { readBody } from './request/validation.pipe.js';
