import { STATUS_CODES } from 'node:http';
import { standardProblems } from '../problem/problem.js';
import type { ProblemDoc } from './operation.js';

export const EXAMPLE_ID = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';

/** What else is refused with these statuses on every address. */
const furtherProblems: Readonly<Record<number, readonly ProblemDoc[]>> = {
  400: [
    { status: 400, code: 'request.unknown_parameter', detail: 'The address has parameters that are not known here.' },
    {
      status: 400,
      code: 'request.repeated_parameter',
      detail: 'A parameter that takes one value is given more than once.',
    },
    { status: 400, code: 'request.invalid_parameter', detail: 'A parameter of the address is wrong; see errors.' },
    { status: 400, code: 'request.invalid_cursor', detail: 'The cursor is not one of this list, filter and sort.' },
    { status: 400, code: 'request.invalid_value', detail: 'A value is out of range or cannot be stored.' },
  ],
  401: [{ status: 401, code: 'auth.invalid_token', detail: 'The access token is not valid.' }],
  422: [{ status: 422, code: 'request.invalid_value', detail: 'A value is out of range or cannot be stored.' }],
};

/** The same where a body is read, also that of an operation that takes none. */
const bodyProblems: readonly ProblemDoc[] = [
  { status: 400, code: 'request.malformed_json', detail: 'The body is not valid JSON.' },
  { status: 400, code: 'request.duplicate_member', detail: 'The body names a member twice.' },
  { status: 400, code: 'request.too_deep', detail: 'The body is nested deeper than 32 levels.' },
  { status: 400, code: 'request.unknown_field', detail: 'The body has fields that this address does not take.' },
];

/** The same where there are accounts. */
const accountProblems: Readonly<Record<number, readonly ProblemDoc[]>> = {
  403: [
    {
      status: 403,
      code: 'auth.tenant_mismatch',
      detail: 'Host name, X-Tenant and credential do not all name the same account.',
    },
    {
      status: 403,
      code: 'tenant.closed',
      detail: 'The account is suspended or canceled.',
      members: { currentStatus: 'suspended' },
    },
  ],
  503: [{ status: 503, code: 'tenant.being_migrated', detail: 'The account is being updated.' }],
};

interface Reach {
  readonly hasAccounts: boolean;
  readonly readsBody: boolean;
}

/** Every refusal with this status that no operation has to name. */
export function usualProblems(status: number, { hasAccounts, readsBody }: Reach): ProblemDoc[] {
  const ofBodies = status === 400 && readsBody ? bodyProblems : [];
  const ofAccounts = hasAccounts ? (accountProblems[status] ?? []) : [];
  return [{ status, ...standardProblems[status]! }, ...ofBodies, ...(furtherProblems[status] ?? []), ...ofAccounts];
}

/** Where an Idempotency-Key may be sent. */
export const keyProblems: Readonly<Record<number, readonly ProblemDoc[]>> = {
  400: [
    {
      status: 400,
      code: 'idempotency.invalid_key',
      detail: 'Idempotency-Key must be 1 to 255 printable ASCII characters.',
    },
  ],
  409: [
    {
      status: 409,
      code: 'idempotency.in_flight',
      detail: 'The request with this Idempotency-Key is still being worked on.',
    },
    {
      status: 409,
      code: 'idempotency.reply_lost',
      detail: 'The request was carried out, but its answer cannot be given again.',
      members: { createdIds: [EXAMPLE_ID] },
    },
  ],
  422: [
    {
      status: 422,
      code: 'idempotency.key_reused',
      detail: 'This Idempotency-Key was sent with another query or body before.',
    },
  ],
};

export const burstProblem: ProblemDoc = {
  status: 429,
  code: 'rate_limit.burst_exceeded',
  detail: 'Too many calls at once.',
  members: { policy: 'burst' },
};

/** Of those whose plan counts their calls. */
export const monthProblem: ProblemDoc = {
  status: 429,
  code: 'rate_limit.month_exceeded',
  detail: 'The API calls that the plan includes are used up.',
  members: { policy: 'month' },
};

const fieldErrors: Readonly<Record<string, object[]>> = {
  'request.invalid': [{ pointer: '/name', code: 'field.required', detail: 'is required' }],
  'request.unknown_field': [
    { pointer: '/colour', code: 'request.unknown_field', detail: 'is not a field of this request' },
  ],
  'request.unknown_parameter': [
    { pointer: '/colour', code: 'request.unknown_parameter', detail: 'is not a parameter here' },
  ],
  'request.repeated_parameter': [
    { pointer: '/limit', code: 'request.repeated_parameter', detail: 'must be given once' },
  ],
  'request.invalid_parameter': [{ pointer: '/limit', code: 'field.too_small', detail: 'must not be less than 1' }],
};

/** A refusal as it is sent to who asked for this path. */
export function exampleOf({ status, code, detail, pointer, members }: ProblemDoc, instance: string): object {
  const errors = pointer === undefined ? fieldErrors[code] : [{ pointer, code, detail }];
  return {
    type: `urn:fieldpilot:problem:${code}`,
    title: STATUS_CODES[status],
    status,
    detail,
    instance,
    code,
    requestId: EXAMPLE_ID,
    ...(errors && { errors }),
    ...members,
  };
}
