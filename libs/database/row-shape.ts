type Row = Record<string, unknown>;
type Parser = (text: string) => unknown;

/** A column as PostgreSQL describes it. */
export interface Column {
  readonly name: string;
  readonly dataTypeID: number;
}

/** What the rows of a statement look like: names and parsers of their columns. */
export class RowShape {
  /** Of statements that answer no rows. */
  static readonly none = new RowShape([], () => String);

  private readonly names: readonly string[];
  private readonly parsers: readonly Parser[];
  /** Copied for each row: all members there from the start make all rows alike to the engine. */
  private readonly empty: Row;

  constructor(columns: readonly Column[], parserOf: (type: number) => Parser) {
    this.names = columns.map(({ name }) => name);
    this.parsers = columns.map(({ dataTypeID }) => parserOf(dataTypeID));
    this.empty = Object.fromEntries(this.names.map((name) => [name, null]));
  }

  read(values: readonly (string | null)[]): Row {
    const row = { ...this.empty };
    for (let column = 0; column < values.length; column += 1) {
      const value = values[column]!;
      if (value !== null) row[this.names[column]!] = this.parsers[column]!(value);
    }
    return row;
  }
}
