import {
  ArrayField,
  DateTimeField,
  EnumField,
  enumeration,
  IntegerField,
  items,
  StringField,
  type DtoClass,
  type Enumeration,
} from '../fields/index.js';

export const DEFAULT_LIMIT = 25;
export const MAX_LIMIT = 100;

const listInclude = enumeration({
  name: 'ListInclude',
  description: 'What a list tells beside its rows',
  values: ['total'],
});

/** The parameters of every list. */
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
    of: listInclude,
    optional: true,
  })
  include?: 'total';
}

/** For lists whose sort names are checked where they are declared; `pageQuery()` also puts them into the document. */
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
  /** The name of the items, such as `WorkOrder`, from which `WorkOrderSort` is made. */
  readonly name: string;
  /** The sorts of the list, each also descending as `-name`, and whether it can be filtered by time of change. */
  readonly list?: {
    readonly spec: { readonly sorts: object; readonly defaultSort?: string; readonly updatedAt?: string };
  };
  /** The columns that `q` searches, as text for the description; undefined where the list has no `q`. */
  readonly search?: string;
  /** The relations for `expand`. */
  readonly expand?: Enumeration;
}

export interface ListParameters extends CursorQuery {
  sort?: string;
  q?: string;
  expand?: string[];
  updatedAfter?: string;
  updatedBefore?: string;
}

function sortEnumeration(name: string, sorts: readonly string[]): Enumeration {
  const constants = sorts.map((sort) => sort.replace(/[A-Z]/g, '_$&').toUpperCase());
  return enumeration({
    name: `${name}Sort`,
    description: 'Order of a list; - sorts descending',
    values: sorts.flatMap((sort) => [sort, `-${sort}`]),
    constants: constants.flatMap((constant) => [constant, `${constant}_DESC`]),
  });
}

/**
 * The base class of a list's query: it declares exactly the parameters of the list, so that the document contains them and others are
 * refused.
 */
export function pageQuery({ name, list, search, expand }: PageQueryOptions): DtoClass<ListParameters> {
  class Query extends CursorQuery {}
  const target = Query.prototype;
  if (list) {
    const { sorts, defaultSort } = list.spec;
    const of = sortEnumeration(name, Object.keys(sorts));
    const description = `Order; - sorts descending.${defaultSort ? ` Without it: ${defaultSort}.` : ''}`;
    EnumField({ description, of, optional: true })(target, 'sort');
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
      maxItems: expand.values.length,
      minItems: 1,
      optional: true,
    })(target, 'expand');
  }
  if (list?.spec.updatedAt !== undefined) declareChanges(target);
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
