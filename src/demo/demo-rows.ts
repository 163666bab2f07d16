import { insertRows, unnamed, type Statement } from '#libs/database';
import { demoColumns, type DemoTable } from './demo-columns.js';

type Value = string | number | boolean | Date | null | undefined;
export type RowOf<T extends DemoTable> = { readonly [C in keyof (typeof demoColumns)[T]]?: Value };

/** Collects rows by table, so that each table is written by one statement. */
export class DemoRows {
  private readonly rows = new Map<DemoTable, object[]>();

  add<T extends DemoTable>(table: T, row: RowOf<T>): void {
    const rows = this.rows.get(table) ?? [];
    rows.push(row);
    this.rows.set(table, rows);
  }

  of<T extends DemoTable>(table: T): readonly RowOf<T>[] {
    return this.rows.get(table) ?? [];
  }

  /** In the order of demoColumns, which satisfies foreign keys. */
  statements(schema: string): Statement[] {
    const tables = Object.keys(demoColumns) as DemoTable[];
    return tables
      .filter((table) => this.rows.has(table))
      .map((table) => unnamed(insertRows(schema, table, demoColumns[table], this.of(table))));
  }
}
