import type { Query } from './prepared-query.js';
import type { Statement } from './statement.js';

interface Values {
  /** The user whose rows are returned; null for all rows. */
  readonly user: string | null;
}

/**
 * A query in two forms: for callers who see all rows, and for those who see their own. A single form with `user is null or …` would be
 * planned anew at each run: PostgreSQL keeps a generic plan only if it is about as good as one for the current values, which lacks the
 * condition.
 */
export class LimitableQuery<P extends Values, R> implements Query<P, R> {
  declare readonly row: R;
  private readonly all: Query<P, R>;
  private readonly limited: Query<P, R>;

  constructor(build: (isLimited: boolean) => Query<P, R>) {
    this.all = build(false);
    this.limited = build(true);
  }

  bind(schema: string, values: P): Statement {
    return (values.user === null ? this.all : this.limited).bind(schema, values);
  }
}
