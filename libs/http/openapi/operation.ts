import { applyDecorators, HttpCode } from '@nestjs/common';
import {
  ApiExtension,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiProduces,
  ApiResponse,
  getSchemaPath,
  type ApiResponseOptions,
} from '@nestjs/swagger';
import type { Refusal } from '#libs/kernel';
import { BulkResultDto } from '../bulk/bulk.dto.js';
import { fieldsOf, type DtoClass } from '../fields/index.js';
import { declareOperationResult, OperationDto, queuedOperation } from '../operation/operation.dto.js';
import { pageOf } from '../paging/page-of.js';
import { asProblem, type Problem } from '../problem/define-problem.js';

export interface OperationDoc {
  /** A few words, shown in lists: "Assign a work order". */
  readonly summary: string;
  readonly description?: string;
  /** Problems beyond those that every operation may have (400, 401, 403, 404, 422 …). */
  readonly problems?: readonly (Problem | Refusal)[];
  /** Why a change of a versioned resource needs no If-Match. */
  readonly unconditional?: string;
  /** Id of the row that its example is for, where not any will do. */
  readonly row?: string;
  /** What the example of its body sends differently from the examples of the fields, where operations share the class of their bodies. */
  readonly sends?: Readonly<Record<string, unknown>>;
  /** What its answer shows differently from a resource that was just created with this body. */
  readonly shows?: Readonly<Record<string, unknown>>;
}

type Headers = NonNullable<ApiResponseOptions['headers']>;

const etag: Headers = {
  ETag: {
    description: 'Version of the resource, for If-Match',
    schema: { type: 'string' },
    example: '"3-Zk1vTqf0c2Bd"',
  },
};
/** For resources without a version. */
const responseTag: Headers = {
  ETag: {
    description: 'Tag of this answer, for If-None-Match',
    schema: { type: 'string' },
    example: '"Zk1vTqf0c2Bd"',
  },
};
const location: Headers = { Location: { description: 'Address of what was created', schema: { type: 'string' } } };
const operationHeaders: Headers = {
  Location: { description: 'Address of the operation', schema: { type: 'string' } },
  'Retry-After': {
    description: 'Seconds until it is worth asking',
    schema: { type: 'integer', format: 'int32' },
    example: 1,
  },
};
const link: Headers = { Link: { description: 'Address of the next page, as rel="next"', schema: { type: 'string' } } };

/** GET of one resource. */
export const ApiRead = (type: DtoClass, doc: OperationDoc) =>
  operation(doc, response(200, 'The resource', type, responseTag), notModified);

/** GET of what may also be had as a file of one of these media types. */
export const ApiReadAs = (type: DtoClass, others: readonly string[], doc: OperationDoc) => {
  const json = { 'application/json': { schema: { $ref: getSchemaPath(type) } } };
  const files = others.map((other) => [other, { schema: { type: 'string' } }] as const);
  return operation(
    doc,
    notModified,
    ApiExtraModels(type),
    ApiProduces('application/json', ...others),
    ApiResponse({
      status: 200,
      description: 'The resource',
      headers: responseTag,
      content: { ...json, ...Object.fromEntries(files) },
    }),
  );
};

/** GET of a page of resources. */
export const ApiList = (item: DtoClass, doc: OperationDoc) =>
  operation(doc, response(200, 'One page', pageOf(item), link));

/** POST that creates: 201 with Location and the resource. */
export const ApiCreate = (type: DtoClass, doc: OperationDoc) =>
  operation(doc, response(201, 'Created', type, location));

/** POST that creates several: always 207, with a result for each. */
export const ApiBulk = (doc: OperationDoc) =>
  operation(
    { shows: { items: bulkResults }, ...doc },
    HttpCode(207),
    response(207, 'A result for each item', BulkResultDto),
  );

/** POST that starts a long operation: 202 with the operation, whose `result` will have this type. */
export const ApiAccepted = (result: DtoClass, doc: OperationDoc) => {
  declareOperationResult(result);
  const headers = { ...operationHeaders, ...etag };
  const accepted = { type: OperationDto, example: queuedOperation, headers };
  return operation(
    doc,
    HttpCode(202),
    ApiExtraModels(result),
    ApiResponse({ status: 202, description: 'Begun: ask for the operation until it has ended', ...accepted }),
  );
};

/** PATCH or PUT: 200 with the changed resource. */
export const ApiUpdate = (type: DtoClass, doc: OperationDoc) => operation(doc, response(200, 'Changed', type));

/** POST of an action: 200 with what the handler returns, 204 when it returns nothing. */
export const ApiAction = (type: DtoClass | undefined, doc: OperationDoc) =>
  type ? operation(doc, HttpCode(200), response(200, 'Done', type)) : operation(doc, HttpCode(204), nothing('Done'));

/** GET of a file, of one of these media types. */
export const ApiDownload = (types: readonly string[], doc: OperationDoc) =>
  operation(
    doc,
    ApiProduces(...types),
    ApiResponse({
      status: 200,
      description: 'The file',
      content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])),
    }),
  );

/** GET of events that go on for as long as the client listens. */
export const ApiEventStream = (doc: OperationDoc) =>
  operation(
    doc,
    ApiProduces('text/event-stream'),
    ApiHeader({
      name: 'Last-Event-ID',
      description: 'The id of the last event that was received, to go on after it',
      required: false,
      schema: { type: 'string', maxLength: 200 },
    }),
    ApiResponse({
      status: 200,
      description: 'The events',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    }),
  );

/** DELETE: 204. */
export const ApiRemove = (doc: OperationDoc) => operation(doc, HttpCode(204), nothing('Removed'));

/** Of two items, as the examples of bulk bodies have. */
const bulkResults = ['01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111', '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b112'].map(
  (id, index) => ({
    index,
    id,
    status: 201,
    problem: null,
  }),
);

const notModified = ApiResponse({ status: 304, description: 'The same as what If-None-Match names' });

function nothing(description: string): MethodDecorator {
  return ApiResponse({ status: 204, description });
}

function response(status: number, description: string, type: DtoClass, headers: Headers = {}): MethodDecorator {
  return ApiResponse({ status, description, type, headers: { ...headers, ...tagOf(type) } });
}

function operation(
  { summary, description, problems = [], unconditional, row, sends, shows }: OperationDoc,
  ...decorators: MethodDecorator[]
): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary, description: description ?? `${summary}.` }),
    ApiExtension('x-problems', problems.map(asProblem)),
    ...(row || sends || shows ? [ApiExtension('x-example', { row, sends, shows })] : []),
    ...(unconditional ? [ApiExtension('x-unconditional', unconditional)] : []),
    ...decorators,
  );
}

/** Every resource with an id has an ETag. */
function tagOf(type: DtoClass): Headers {
  const fields = fieldsOf(type);
  if (fields.has('version')) return etag;
  return fields.has('id') ? responseTag : {};
}
