type Json = Record<string, unknown>;

/**
 * components.headers: headers that any response may have.
 * @param isPlanned whether calls count towards the quota of an account's plan
 */
export const sharedHeaders = (isPlanned: boolean): Json => ({
  RateLimitPolicy: {
    description: `Limits that hold for the caller: \`burst\` allows \`q\` calls at once, and as many again in \`w\` seconds${isPlanned ? '; `month` is what the plan includes' : ''}.`,
    schema: { type: 'string' },
    example: `"burst";q=1000;w=10${isPlanned ? ', "month";q=100000;w=2592000' : ''}`,
  },
  RateLimit: {
    description: 'Calls left of each limit (`r`), and seconds until all of them are there again (`t`).',
    schema: { type: 'string' },
    example: `"burst";r=998;t=1${isPlanned ? ', "month";r=87211;t=1036800' : ''}`,
  },
  RetryAfter: {
    description: 'Seconds until it is worth trying again',
    schema: { type: 'integer', format: 'int32', minimum: 1 },
    example: 1,
  },
  IdempotentReplayed: {
    description: '`true` when the answer was given before, to the first request with this Idempotency-Key.',
    schema: { type: 'boolean' },
    example: true,
  },
});

/** components.parameters: headers that many requests may have. */
export const sharedParameters: Json = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Any text of your own, such as a random UUID: however often the request is sent with it within 24 hours, it is carried out once, and ' +
      'each repetition gets the answer of the first. Refusals that another try may get around (400, 401, 403, 412, 428, 429, 5xx) are not kept.',
    // No example, because API consoles would send it with every request.
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x20-\\x7E]+$' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description:
      'The `ETag` of the answer that you have: 304 without a body says that it is still the same. Takes one, weak ones (`W/"…"`) too, ' +
      'several separated by commas, or `*` for any. Unlike If-Match it compares the whole tag: the version alone matches nothing.',
    schema: { type: 'string', examples: ['"3-Zk1vTqf0c2Bd"', 'W/"3-Zk1vTqf0c2Bd", "2-q0c2BdZk1vTf"', '*'] },
  },
  XTenant: {
    name: 'X-Tenant',
    in: 'header',
    required: false,
    description:
      'Slug of the account, where neither the host name nor the body names it. Where several do, they name the same one. With an access ' +
      'token it is not needed: the token names the account.',
    schema: { type: 'string', examples: ['acme-lifts'] },
  },
};

const reference = (section: string, name: string): Json => ({ $ref: `#/components/${section}/${name}` });

export const limitHeaders: Json = {
  'RateLimit-Policy': reference('headers', 'RateLimitPolicy'),
  RateLimit: reference('headers', 'RateLimit'),
};
export const retryAfter: Json = { 'Retry-After': reference('headers', 'RetryAfter') };
export const replayed: Json = { 'Idempotent-Replayed': reference('headers', 'IdempotentReplayed') };

/** References for the parameters of an operation. */
export const headerParameters = {
  idempotencyKey: reference('parameters', 'IdempotencyKey'),
  ifNoneMatch: reference('parameters', 'IfNoneMatch'),
  tenant: reference('parameters', 'XTenant'),
};

/** Adds headers to a response that is written inline; a shared one has its own. */
export function addHeaders(response: unknown, headers: Json): void {
  const written = response as { $ref?: string; headers?: Json };
  if (written.$ref === undefined) written.headers = { ...written.headers, ...headers };
}
