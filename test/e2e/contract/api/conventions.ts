import type { Operation } from './described-api.js';
import {
  addressFault,
  answersOf,
  bulkFault,
  changesFault,
  changesWithoutReason,
  changesUnseen,
  extensionsOf,
  hasHeader,
  isListShaped,
  isSingle,
  isVersioned,
  paginationFault,
  withoutExample,
  wrongNames,
  type Described,
  type Subject,
} from './convention-faults.js';
import { isUuid } from './schema.js';

/** A convention that a new route could miss. `breaks` returns the fault, or nothing. */
export interface Convention {
  readonly name: string;
  readonly breaks: (subject: Described) => string | false | undefined;
}

export const conventions: readonly Convention[] = [
  {
    name: 'an operation decorator',
    breaks: ({ route }) => !('x-problems' in extensionsOf(route)) && 'has none of @ApiRead, @ApiList, @ApiCreate …',
  },
  {
    name: 'refusals as problems',
    breaks: ({ operation }) => {
      const isNone = ({ content = {} }: Operation['answers'][string]) =>
        Object.keys(content).join() !== 'application/problem+json';
      const others = answersOf(operation, '4').filter(([, answer]) => isNone(answer));
      return others.length > 0 && `${others.map(([status]) => status).join(', ')} is none`;
    },
  },
  { name: 'an example of every value', breaks: ({ operation }) => withoutExample(operation).join(', ') },
  {
    name: 'pages instead of everything',
    breaks: ({ operation }) => isListShaped(operation) && paginationFault(operation),
  },
  { name: 'what has changed, from lists that tell when', breaks: ({ operation }) => changesFault(operation) },
  {
    name: 'an ETag for a single resource',
    breaks: ({ operation }) => {
      const isComplete = hasHeader(operation, 'ETag') && (operation.method !== 'GET' || '304' in operation.answers);
      return isSingle(operation) && !isComplete && 'answers one without ETag, or a GET without 304';
    },
  },
  {
    name: 'a version for what can be changed',
    breaks: ({ operation, find }) => {
      const isEdited = ['PATCH', 'PUT'].some((method) => find(method, operation.path) !== undefined);
      return operation.method === 'GET' && isEdited && !isVersioned(operation) && 'tells none';
    },
  },
  {
    name: 'If-Match for changes of what was seen',
    breaks: (subject) => changesUnseen(subject) && 'declare @IfMatch(), or why it is `unconditional`',
  },
  {
    name: 'a result for each item of a bulk request',
    breaks: ({ operation }) => operation.path.endsWith('/bulk') && bulkFault(operation),
  },
  {
    name: 'the reason of an operator who changes something',
    breaks: ({ operation }) => changesWithoutReason(operation) && 'declare a body that extends OperatorReasonDto',
  },
  { name: 'an address for what is made or begun', breaks: ({ operation }) => addressFault(operation) },
  {
    // a code is what was scanned, of whatever kind
    name: 'ids that are ids',
    breaks: ({ operation }) => {
      const others = operation.parameters.filter(
        ({ in: where, name, schema }) => where === 'path' && !isUuid(schema) && name !== 'code',
      );
      return others.length > 0 && `${others.map(({ name }) => name).join(', ')}, use @IdParam()`;
    },
  },
  { name: 'kebab-case in paths, camelCase in bodies and queries', breaks: ({ operation }) => wrongNames(operation) },
];

/** Checked first, since hidden routes are unknown to all other conventions. */
export const HIDDEN = 'a place in the document';

/** The conventions that a route breaks, each with its fault. */
export function forgotten({ operation, ...subject }: Subject): string[] {
  if (!operation) return [`${HIDDEN}: is left out`];
  return conventions.flatMap(({ name, breaks }) => {
    const fault = breaks({ operation, ...subject });
    return fault ? [`${name}: ${fault}`] : [];
  });
}
