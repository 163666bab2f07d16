/**
 * A cache of compiled SQL for all queries and schemas. Each combination of filters is a query of its own, and clients choose the
 * combinations, so the cache is cleared when it exceeds its limit.
 */
export class CompiledSqlCache<T> {
  private readonly filled = new Set<Map<string, T>>();
  private count = 0;

  constructor(private readonly most: number) {}

  /** @param texts the texts of one query, by schema */
  add(texts: Map<string, T>, schema: string, text: T): void {
    if (this.count >= this.most) this.clear();
    texts.set(schema, text);
    this.filled.add(texts);
    this.count += 1;
  }

  private clear(): void {
    for (const texts of this.filled) texts.clear();
    this.filled.clear();
    this.count = 0;
  }
}
