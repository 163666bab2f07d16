export type { AuditEntry } from './audit-entry.js';
export { EventLoopYield } from './event-loop-yield.js';
export { pullEvents, recordEvent } from './recorded-events.js';
export { Clock, SystemClock } from './clock.js';
export { csvLine, type CsvCell } from './csv-line.js';
export { DomainError, type ErrorExtra, type ErrorKind, type FieldError } from './domain-error.js';
export {
  announcedEvent,
  announcedEvents,
  defineEvent,
  defineInternalEvent,
  internalEvents,
  type AnnouncedEvent,
  type DomainEvent,
  type EventType,
} from './domain-event.js';
export { facts, payloadSchema, type Facts, type PayloadOf } from './event-payload.js';
export { settledValue, checkAll } from './check-all.js';
export { fieldCodes, type FieldCode } from './field-codes.js';
export { withTimeout } from './with-timeout.js';
export { decimalsDetail, isTooPrecise, wholeCurrencies } from './minor-units.js';
export { Money } from './money.js';
export { mixedCurrencies } from './money.errors.js';
export { badTimeZone, ianaTimeZone, inheritedTimeZone } from './time-zone-name.js';
export {
  defineOperatorPermissions,
  definePermissions,
  operatorRoles,
  roles,
  type OperatorPermissionDefinition,
  type OperatorRole,
  type PermissionDefinition,
  type Permissions,
  type Role,
} from './permissions.js';
export type { ListRequest, Page } from './page.js';
export { defineCode, type FieldErrorCode, type ProblemCode } from './problem-code.js';
export {
  atField,
  definedRefusals,
  defineRefusal,
  refuse,
  type Reach,
  type Refusal,
  type RefusalDefinition,
} from './refusal.js';
export { StartupError } from './startup-error.js';
export {
  forbidden,
  invalidFields,
  invalidRequest,
  notFound,
  resourceNotFound,
  staleResource,
} from './usual-refusals.js';
export { EXAMPLE_ID, isUuid, uuidOfHex, uuidv7 } from './uuid.js';
