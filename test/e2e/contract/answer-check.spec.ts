import { answerFaults } from './api/answer-check.js';
import type { Operation } from './api/described-api.js';
import type { Answer } from './api/http-caller.js';
import { referredTo } from './api/stage.js';

// The suites find only faults that this check finds.

const lift = {
  type: 'object',
  required: ['id', 'version'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    version: { type: 'integer' },
    name: { type: ['string', 'null'], example: 'Lift 3' },
  },
};

const content = { 'application/json': { schema: lift } };
const refusal = {
  type: '/problems/resource.not_found',
  title: 'Not Found',
  status: 404,
  detail: 'There is no such resource.',
  instance: '/v1/lifts/1',
  code: 'resource.not_found',
  requestId: 'r1',
};
const problem = { 'application/problem+json': { examples: { [refusal.code]: { value: refusal } } } };
const operation: Operation = {
  id: 'getLift',
  tag: 'Things',
  method: 'GET',
  path: '/v1/lifts/{id}',
  access: 'user',
  permission: undefined,
  parameters: [],
  bodyTypes: [],
  body: undefined,
  answers: { 200: { content }, 201: { content }, 204: {}, 404: { content: problem } },
};

const good = { id: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111', version: 3, name: null };

function answer(status: number, json: unknown, headers: Record<string, string> = {}): Answer {
  const text = json === undefined ? '' : JSON.stringify(json);
  const usual = { 'x-request-id': 'r1', 'content-type': 'application/json; charset=utf-8', etag: '"3-a1b2"' };
  return { status, json, text, headers: { ...usual, ...headers } };
}

const faults = (given: Answer) => answerFaults(operation, '/v1/lifts/1', given).join('; ');

it('an answer as it is documented has no faults', () => {
  expect(faults(answer(200, good))).toBe('');
  expect(faults(answer(204, undefined))).toBe('');
});

it.each([
  ['an undocumented status', answer(202, good), /status 202 is not documented/],
  ['a further member', answer(200, { ...good, extra: 1 }), /additional properties/],
  ['a missing member', answer(200, { version: 3 }), /required property 'id'/],
  ['a wrong form', answer(200, { ...good, id: 'x' }), /format "uuid"/],
  ['a body where there is none', answer(204, good), /has a body/],
  ['another media type', answer(200, good, { 'content-type': 'text/html' }), /text\/html is not documented/],
  ['a tag of another version', answer(200, good, { etag: '"2-a1b2"' }), /ETag/],
  ['no request id', answer(200, good, { 'x-request-id': '' }), /X-Request-Id/],
  ['a creation without its address', answer(201, good), /Location/],
  ['a secret', answer(200, { ...good, passwordHash: 'x' }), /answers passwordHash/],
  ['a hash under any name', answer(200, { ...good, name: '$argon2id$v=19$m=1' }), /a hash or a key/],
  ['a refusal that is no problem', answer(404, good), /no problem document/],
])('is noticed: %s', (_what, given, fault) => {
  expect(faults(given)).toMatch(fault);
});

describe('a problem', () => {
  const refused = (changes: object) =>
    faults(answer(404, { ...refusal, ...changes }, { 'content-type': 'application/problem+json' }));

  it('in the form of RFC 9457 has no faults', () => {
    expect(refused({})).toBe('');
  });

  it.each([
    [{ status: 400 }, /in the body 400/],
    [{ instance: '/v1/other' }, /instance/],
    [{ requestId: 'r2' }, /requestId/],
    [{ code: 'resource.other' }, /for resource\.other/],
    [{ code: 'lift.gone', type: '/problems/lift.gone' }, /404 lift\.gone is not documented/],
    [{ existingId: 'x' }, /carries existingId, which is not documented/],
    [{ detail: undefined }, /required property 'detail'/],
    [{ detail: 'select * from tasks' }, /insides/],
    [{ detail: 'at run (/app/dist/x.js:3:1)' }, /insides/],
    [{ errors: [{ pointer: '/a', code: 'x', detail: 'relation "tenant_acme"."tasks"' }] }, /insides/],
  ])('is noticed with %j', (changes, fault) => {
    expect(refused(changes)).toMatch(fault);
  });
});

it('an id that nobody knows what it is of is named, with the place to say so', () => {
  expect(() => referredTo('gadgetId')).toThrow(/"gadgetId"[^]*recipes\.ts/);
});
