import type { Operation } from './described-api.js';
import type { Answer } from './http-caller.js';
import { schemaFaults } from './schema-check.js';
import type { Schema } from './schema.js';

const PROBLEM = 'application/problem+json';

/** Fields that look like secrets, and the few operations whose purpose is to return one, once. */
const secretName = /hash|secret|salt|passw|token|private|encrypted|credential/i;
const harmlessNames = new Set(['passwordChangedAt', 'previousSecretUntil']);
const givenOut: Readonly<Record<string, readonly string[]>> = {
  signUp: ['accessToken', 'refreshToken', 'deviceToken'],
  login: ['accessToken', 'refreshToken', 'deviceToken'],
  changeMyPassword: ['accessToken', 'refreshToken', 'deviceToken'],
  refresh: ['accessToken', 'refreshToken'],
  signInSecondStep: ['accessToken', 'refreshToken', 'deviceToken'],
  beginImpersonation: ['accessToken'],
  operatorSecondStep: ['accessToken', 'refreshToken', 'deviceToken'],
  enrolTwoFactor: ['secret'],
  enrolOperatorTwoFactor: ['secret'],
  createWebhook: ['secret'],
  rotateWebhookSecret: ['secret'],
  loginOperator: ['accessToken', 'refreshToken', 'deviceToken'],
  refreshOperator: ['accessToken', 'refreshToken'],
};
const secretValue = /\$argon2|-----BEGIN/;

/** Everything in a response that the document does not promise, or that no response may contain. */
export function answerFaults(operation: Operation, path: string, answer: Answer): string[] {
  const documented = operation.answers[answer.status];
  if (!documented) return [`status ${answer.status} is not documented: ${answer.text.slice(0, 300)}`];
  return [
    ...bodyFaults(documented.content, answer),
    ...headerFaults(answer),
    ...('ETag' in (documented.headers ?? {}) && !answer.headers.etag ? ['has no ETag'] : []),
    ...(answer.status >= 400
      ? [...problemFaults(path, answer), ...undocumentedProblem(documented.content, answer)]
      : secretFaults(operation.id, answer)),
  ];
}

function bodyFaults(content: Operation['answers'][string]['content'], { headers, text, json }: Answer): string[] {
  if (!content) return text === '' ? [] : ['has a body where none is documented'];
  const [type = ''] = (headers['content-type'] ?? 'none').split(';');
  const media = content[type.trim()];
  if (!media) return [`content type ${type} is not documented`];
  if (!media.schema || !type.includes('json')) return [];
  return type === PROBLEM ? [] : schemaFaults(media.schema, json);
}

/** Clients decide by codes, so each must be among the examples of its status, with its further members. */
function undocumentedProblem(content: Operation['answers'][string]['content'], { status, json }: Answer): string[] {
  const example = content?.[PROBLEM]?.examples?.[json.code]?.value as object | undefined;
  if (!example) return [`${status} ${json.code} is not documented`];
  const undescribed = Object.keys(json as object).filter((name) => !(name in example));
  return undescribed.map((name) => `${status} ${json.code} carries ${name}, which is not documented`);
}

/** The headers of each kind of response. */
const headerRules: readonly { readonly fault: string; readonly breaks: (answer: Answer) => boolean }[] = [
  { fault: 'has no X-Request-Id', breaks: ({ headers }) => !headers['x-request-id'] },
  { fault: '201 without Location', breaks: ({ status, headers }) => status === 201 && !headers.location },
  {
    fault: 'ETag does not begin with the version',
    breaks: ({ status, headers, json }) =>
      status < 300 && typeof json?.version === 'number' && !headers.etag?.startsWith(`"${json.version}-`),
  },
  {
    fault: 'Link and nextCursor do not agree',
    breaks: ({ headers, json }) =>
      json?.nextCursor !== undefined && Boolean(json.nextCursor) !== Boolean(headers['link']),
  },
  {
    fault: 'does not say when to try again',
    breaks: ({ status, headers }) => [429, 503].includes(status) && !headers['retry-after'],
  },
  {
    fault: '401 without WWW-Authenticate',
    breaks: ({ status, headers }) => status === 401 && !headers['www-authenticate'],
  },
];

function headerFaults(answer: Answer): string[] {
  return headerRules.filter(({ breaks }) => breaks(answer)).map(({ fault }) => fault);
}

const problem: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
  // Problems may carry further members.
  additionalProperties: true,
  properties: {
    type: { type: 'string', pattern: '^/problems/' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string', pattern: '^[a-z_]+\\.[a-z_]+$' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

/** Texts that would reveal the server's internals. */
const insides =
  /\bselect\b.*\bfrom\b|\binsert into\b|\.(ts|js):\d+|node_modules|tenant_[a-z0-9]|\bat \w+ \(|PostgreSQL|MikroORM/i;

/** A refusal is a problem document (RFC 9457) that reveals nothing of the server's internals. */
export function problemFaults(path: string, { status, headers, json, text }: Answer): string[] {
  if (headers['content-type'] !== PROBLEM) return [`${status} is no problem document but ${headers['content-type']}`];
  const faults = schemaFaults(problem, json);
  if (faults.length > 0) return faults;
  if (json.status !== status) faults.push(`status ${status}, in the body ${json.status}`);
  if (json.instance !== path.split('?')[0]) faults.push(`instance ${json.instance} for ${path}`);
  if (json.requestId !== headers['x-request-id']) faults.push('requestId is not that of the header');
  if (json.type !== `/problems/${json.code}`) faults.push(`type ${json.type} for ${json.code}`);
  const said = [json.title, json.detail, ...(json.errors ?? []).map(({ detail }: { detail: string }) => detail)].join(
    ' ',
  );
  if (insides.test(said)) faults.push(`tells of the insides: ${text.slice(0, 300)}`);
  return faults;
}

function secretFaults(operationId: string, { json, text }: Answer): string[] {
  const allowed = givenOut[operationId] ?? [];
  const names = [...secretNames(json)].filter((name) => !harmlessNames.has(name) && !allowed.includes(name));
  return [...names.map((name) => `answers ${name}`), ...(secretValue.test(text) ? ['answers a hash or a key'] : [])];
}

/** Names of members that contain a secret; that one exists, or has changed, may be shown. */
function secretNames(node: unknown, names = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return names;
  for (const [name, member] of Object.entries(node)) {
    const holds = typeof member === 'string' && member !== '[redacted]';
    if (holds && secretName.test(name)) names.add(name);
    secretNames(member, names);
  }
  return names;
}
