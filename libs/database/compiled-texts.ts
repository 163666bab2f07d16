/**
 * SQL that was compiled, for all queries and schemas together. Each combination of filters is a query of its own and clients
 * choose the combinations: beyond a number all is forgotten, and compiled again as it is asked for.
 */
export class CompiledTexts<T> {
  private readonly filled = new Set<Map<string, T>>();
  private count = 0;

  constructor(private readonly most: number) {}

  /** @param texts those of one query, by schema */
  keep(texts: Map<string, T>, schema: string, text: T): void {
    if (this.count >= this.most) this.forgetAll();
    texts.set(schema, text);
    this.filled.add(texts);
    this.count += 1;
  }

  private forgetAll(): void {
    for (const texts of this.filled) texts.clear();
    this.filled.clear();
    this.count = 0;
  }
}
