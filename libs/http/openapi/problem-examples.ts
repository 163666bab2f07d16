import { STATUS_CODES } from 'node:http';
import type { ProblemDoc } from './operation.js';

/** What else is refused with these statuses on every address. */
export const furtherProblems: Readonly<Record<number, readonly ProblemDoc[]>> = {
  400: [
    { status: 400, code: 'request.malformed_json', detail: 'The body is not valid JSON.' },
    { status: 400, code: 'request.unknown_field', detail: 'The body has fields that this address does not take.' },
    { status: 400, code: 'request.unknown_parameter', detail: 'The address has parameters that are not known here.' },
    { status: 400, code: 'request.invalid_parameter', detail: 'A parameter of the address is wrong; see errors.' },
  ],
  401: [{ status: 401, code: 'auth.invalid_token', detail: 'The access token is not valid.' }],
};

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

export const limitProblems: readonly ProblemDoc[] = [
  { status: 429, code: 'rate_limit.burst_exceeded', detail: 'Too many calls at once.' },
  { status: 429, code: 'rate_limit.month_exceeded', detail: 'The API calls that the plan includes are used up.' },
];

/** Further members of some problems. */
const members: Readonly<Record<string, object>> = {
  'rate_limit.burst_exceeded': { policy: 'burst' },
  'rate_limit.month_exceeded': { policy: 'month' },
  'idempotency.reply_lost': { createdIds: ['01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111'] },
};

const fieldErrors: Readonly<Record<string, object[]>> = {
  'request.invalid': [{ pointer: '/title', code: 'field.required', detail: 'is required' }],
  'request.unknown_field': [
    { pointer: '/colour', code: 'request.unknown_field', detail: 'is not a field of this request' },
  ],
  'request.unknown_parameter': [
    { pointer: '/colour', code: 'request.unknown_parameter', detail: 'is not a parameter here' },
  ],
  'request.invalid_parameter': [{ pointer: '/limit', code: 'field.too_small', detail: 'must not be less than 1' }],
};

/** A refusal as it is sent. */
export function exampleOf({ status, code, detail }: ProblemDoc): object {
  const errors = fieldErrors[status === 422 && !code.startsWith('idempotency.') ? 'request.invalid' : code];
  return {
    type: `urn:fieldpilot:problem:${code}`,
    title: STATUS_CODES[status],
    status,
    detail,
    instance: '/v1/work-orders',
    code,
    requestId: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111',
    ...(errors && { errors }),
    ...members[code],
  };
}
