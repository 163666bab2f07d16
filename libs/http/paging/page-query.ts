import {
  ArrayField,
  DateTimeField,
  EnumField,
  IntegerField,
  items,
  StringField,
  type DtoClass,
} from '../fields/index.js';

export const DEFAULT_LIMIT = 25;
export const MAX_LIMIT = 100;

/** What every list takes. */
class CursorQuery {
  @IntegerField({
    description: `Page size; above ${MAX_LIMIT} counts as ${MAX_LIMIT}`,
    example: DEFAULT_LIMIT,
    min: 1,
    max: MAX_LIMIT,
    coerceToMax: true,
    default: DEFAULT_LIMIT,
  })
  limit: number;

  @StringField({
    description: 'nextCursor of the page before',
    optional: true,
    maxLength: 1000,
    pattern: /^[\w-]+$/,
    patternDetail: 'must be the nextCursor of a page',
  })
  cursor?: string;

  @EnumField({
    description: '`total` also counts all rows that match, which takes longer',
    values: ['total'],
    optional: true,
  })
  include?: 'total';
}

/** A list whose names to sort by are checked where they are declared. `pageQuery()` puts them into the document as well. */
export class PageQuery extends CursorQuery {
  @StringField({
    description: 'Name to sort by; `-` in front sorts descending',
    optional: true,
    maxLength: 64,
    pattern: /^-?[A-Za-z]+$/,
    patternDetail: 'must be a name, with - in front for descending',
  })
  sort?: string;

  @StringField({ description: 'Full-text search', example: 'lift', maxLength: 200, optional: true })
  q?: string;
}

export interface PageQueryOptions {
  /** Names the list may be sorted by; each also descending, as `-name`. */
  readonly sorts?: readonly string[];
  readonly defaultSort?: string;
  /** Whether the list takes `q`, and what that searches. */
  readonly search?: string;
  /** Relations that `expand` may name. */
  readonly expand?: readonly string[];
  /** Whether the list, one with `updatedAt`, can be asked for what has changed: where rows tell when, it must. */
  readonly updated?: boolean;
}

export interface ListParameters extends CursorQuery {
  sort?: string;
  q?: string;
  expand?: string[];
  updatedAfter?: string;
  updatedBefore?: string;
}

/** The base class of a list's query: exactly the parameters the list knows, so that the document names them and others are refused. */
export function pageQuery(options: PageQueryOptions): DtoClass<ListParameters> {
  const { defaultSort, search, expand, updated = false } = options;
  class Query extends CursorQuery {}
  const target = Query.prototype;
  const sorts = new Set([...(options.sorts ?? []), ...(updated ? ['updatedAt'] : [])]);
  if (sorts.size > 0) {
    const values = [...sorts].flatMap((name) => [name, `-${name}`]);
    const description = `Order; - sorts descending.${defaultSort ? ` Without it: ${defaultSort}.` : ''}`;
    EnumField({ description, values, optional: true })(target, 'sort');
  }
  if (search)
    StringField({ description: `Full-text search in ${search}`, example: 'lift', maxLength: 200, optional: true })(
      target,
      'q',
    );
  if (expand) {
    const of = items.oneOf(expand);
    ArrayField({
      description: 'Related resources to include',
      of,
      maxItems: expand.length,
      minItems: 1,
      unique: true,
      optional: true,
    })(target, 'expand');
  }
  if (updated) declareChanges(target);
  return Query;
}

function declareChanges(target: object): void {
  DateTimeField({
    description: 'Only changed at or after this time; with `sort=updatedAt` what a copy of the list has to take over',
    example: '2026-11-22T10:00:00Z',
    optional: true,
  })(target, 'updatedAfter');
  DateTimeField({ description: 'Only changed before this time', example: '2026-12-01T00:00:00Z', optional: true })(
    target,
    'updatedBefore',
  );
}
