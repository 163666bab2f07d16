type Row = Record<string, unknown>;
type Parser = (text: string) => unknown;

/** The description of a column by PostgreSQL. */
export interface Column {
  readonly name: string;
  readonly dataTypeID: number;
}

/** The shape of a statement's rows: names and parsers of the columns. */
export class RowShape {
  /** The shape of statements without rows. */
  static readonly none = new RowShape([], () => String);

  private readonly names: readonly string[];
  private readonly parsers: readonly Parser[];
  /** Copied for each row, so that all rows have the same hidden class in V8. */
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
