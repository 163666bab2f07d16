import type { Query } from './prepared-query.js';
import type { Statement } from './statement.js';

interface Values {
  /** Who sees only what concerns them; null = the caller sees everything. */
  readonly user: string | null;
}

/**
 * A read in two forms: for callers who see everything, and for those who do not. As one form with `user is null or …` it would be planned
 * anew at each run: PostgreSQL keeps a plan only if it is about as good as one made for the values at hand, which is rid of the condition.
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
