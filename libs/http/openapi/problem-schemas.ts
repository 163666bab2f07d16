import { problemCatalogue } from '../problem/problem-catalogue.js';

type Json = Record<string, unknown>;

/** Strings and not enumerations: a release may add codes, which a client generated from an enumeration could not parse. */
function codeSchema(description: string, codes: readonly string[], example: string): Json {
  const told = `${description} Later versions may add some: treat one that you do not know by its status. GET /problems explains each.`;
  return { type: 'string', description: told, examples: [example], 'x-extensible-enum': codes };
}

/**
 * Must be called after all definitions are loaded.
 * @param isAnswered whether a response of this document may contain the code
 */
export function problemSchemas(isAnswered: (code: string) => boolean): Json {
  const { problems, fields } = problemCatalogue();
  const problemCodes = problems.map(({ code }) => code).filter(isAnswered);
  const fieldCodes = [...fields.map(({ code }) => code), ...problemCodes].sort();
  return {
    Problem: problem,
    FieldError: fieldError,
    ProblemCode: codeSchema('What went wrong, for programs; stable.', problemCodes, 'request.invalid'),
    FieldErrorCode: codeSchema(
      'What is wrong with the field, for programs; stable. Problems that one field is at fault for repeat their code here.',
      fieldCodes,
      'field.required',
    ),
  };
}

/** Problems of single items have the codes of those of whole requests, and may have further members as they do. */
export function itemProblemSchemas(schemas: Readonly<Record<string, object>>): Json {
  const { ItemProblem, ItemFieldError } = schemas as Readonly<Record<string, Json>>;
  if (!ItemProblem || !ItemFieldError) return {};
  return {
    ItemProblem: { ...withCode(ItemProblem, problem), additionalProperties: true },
    ItemFieldError: withCode(ItemFieldError, fieldError),
  };
}

/** With the member `code` of another schema. */
function withCode(schema: Json, { properties }: Json): Json {
  const { code } = properties as Json;
  return { ...schema, properties: { ...(schema['properties'] as Json), code } };
}

const problem: Json = {
  type: 'object',
  description: 'A refusal in the form of RFC 9457. Some carry further members, which their operation describes.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
  properties: {
    type: {
      type: 'string',
      format: 'uri-reference',
      description: 'Address, on this server, of a page that explains the code',
    },
    title: { type: 'string', description: 'The status in words' },
    status: { type: 'integer', format: 'int32', minimum: 400, maximum: 599, description: 'The HTTP status' },
    detail: { type: 'string', description: 'What went wrong, for people' },
    instance: { type: 'string', description: 'Path of the request' },
    code: { $ref: '#/components/schemas/ProblemCode', description: 'What went wrong, for programs' },
    requestId: { type: 'string', description: 'Quote it when you ask us' },
    errors: {
      type: 'array',
      description: 'Each wrong field or parameter',
      items: { $ref: '#/components/schemas/FieldError' },
    },
  },
  additionalProperties: true,
};

const fieldError: Json = {
  type: 'object',
  required: ['pointer', 'code', 'detail'],
  properties: {
    pointer: {
      type: 'string',
      description: 'JSON pointer (RFC 6901) into the body, or / and the name of the parameter',
    },
    code: { $ref: '#/components/schemas/FieldErrorCode', description: 'What is wrong, for programs' },
    detail: { type: 'string', description: 'What is wrong, for people' },
  },
};
