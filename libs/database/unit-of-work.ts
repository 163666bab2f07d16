import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConstraintRule } from '#libs/columns';
import type { Clock } from '#libs/kernel';
import { changeStatement, detectChange, markWritten, metadataOf, removalOf, type Change } from './change.js';
import { inUseError, isStillReferred, ruleError, violatedRule } from './constraint-rules.js';
import { refusalOf } from './must-change.js';
import { batchInTransaction, type OrmTransaction } from './pipelined-driver.js';
import type { Statement, StatementResult } from './statement.js';
import { openTransaction } from './transaction-boundary.js';
import { together, writtenBy, type ManyRows, type WriteRecorder, type Written } from './written.js';

/**
 * Called with every batch. The statements that it returns are sent with the batch and so committed if, and only if, the batch is.
 * `statements` are all of the batch, `changes` those of entities.
 */
export type WriteHook = (statements: readonly Statement[], changes: readonly Change[]) => readonly Statement[];

/** Where a unit of work writes: one implicit transaction per batch, unless one is open. */
export interface BatchTarget {
  batch(...statements: Statement[]): Promise<StatementResult[]>;
}

/**
 * Writes aggregates with their history, audit and outbox rows in one round trip. What was changed by someone else in the
 * meantime is refused as a whole (`resource.stale`). Joins a transaction opened with {@link transactional}.
 */
export class UnitOfWork {
  private readonly recorders: WriteRecorder[] = [];
  private writeHook: WriteHook = () => [];
  /** Conflicts inside a transaction, with the question whose the value is: a failed transaction cannot be asked it. */
  private readonly conflicts = new WeakMap<object, () => Promise<unknown>>();

  constructor(
    private readonly em: EntityManager,
    private readonly db: BatchTarget,
    private readonly currentSchema: () => string,
    private readonly clock: Clock,
  ) {}

  addRecorder(recorder: WriteRecorder): void {
    this.recorders.push(recorder);
  }

  setWriteHook(hook: WriteHook): void {
    this.writeHook = hook;
  }

  /** New entities are inserted, loaded ones updated where they differ; side rows such as history entries are just more entities. */
  async commit(...entities: object[]): Promise<void> {
    const comparator = this.em.getComparator();
    const now = this.clock.now();
    const changes = entities.map((entity) => detectChange(comparator, entity, now));
    await this.write(changes.filter((change) => change !== null));
  }

  async remove(...entities: object[]): Promise<void> {
    const comparator = this.em.getComparator();
    await this.write(entities.map((entity) => removalOf(comparator, entity)));
  }

  /** For changes that must read and lock rows first: commits inside become part of one transaction, which reads everything anew. */
  async transactional<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await (this.openWrites() ? this.em.transactional((em) => work(em)) : this.outermost(work));
    } catch (error) {
      throw await (this.conflicts.get(error as object)?.() ?? error);
    }
  }

  private async outermost<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const written: Written[] = [];
    const result = await openTransaction.run({ owner: this, written }, () =>
      this.em.transactional((em) => work(em), { clear: true }),
    );
    this.tellCommitted(together(written));
    return result;
  }

  /** Statements beside the entities: inside the open transaction, else as one of their own. */
  execute(...statements: Statement[]): Promise<StatementResult[]> {
    return this.send(statements, []);
  }

  /** Rows of any number with their audit entries and events: one batch, in the open transaction or as one of its own. */
  async writeMany({ statements, audits, events }: ManyRows): Promise<StatementResult[]> {
    const written: Written = { changes: [], audits, events };
    const sideRows = await this.sideRowsOf(written);
    const results = await this.send([...statements, ...sideRows], []);
    this.noteWritten(written);
    return results.slice(0, statements.length);
  }

  private async send(statements: Statement[], changes: readonly Change[]): Promise<StatementResult[]> {
    const beside = this.writeHook(statements, changes);
    const all = beside.length === 0 ? statements : [...statements, ...beside];
    const transaction = this.em.getTransactionContext<OrmTransaction>();
    const sent = transaction ? batchInTransaction(transaction, all) : this.db.batch(...all);
    const results = await sent.catch((error: unknown) => {
      throw refusalOf(error, all) ?? error;
    });
    return results.slice(0, statements.length);
  }

  private async write(changes: Change[]): Promise<void> {
    if (changes.length === 0) return;
    const written = writtenBy(changes);
    const schema = this.currentSchema();
    const writes = changes.map((change) => changeStatement(change, schema));
    const sideRows = await this.sideRowsOf(written);
    try {
      await this.send([...writes, ...sideRows], changes);
    } catch (error) {
      throw await this.explain(error, changes, schema);
    }
    const comparator = this.em.getComparator();
    for (const change of changes) markWritten(comparator, change);
    this.noteWritten(written);
  }

  private async sideRowsOf(written: Written): Promise<Statement[]> {
    for (const recorder of this.recorders) await recorder.prepare?.(written);
    return this.recorders.flatMap((recorder) => recorder.statements(written));
  }

  /** Recorders are told after the outermost commit. */
  private noteWritten(written: Written): void {
    const open = this.openWrites();
    if (open) open.push(written);
    else this.tellCommitted(written);
  }

  private openWrites(): Written[] | undefined {
    const open = openTransaction.getStore();
    return open?.owner === this ? open.written : undefined;
  }

  private tellCommitted(written: Written): void {
    for (const recorder of this.recorders) recorder.committed?.(written);
  }

  private async explain(error: unknown, changes: readonly Change[], schema: string): Promise<unknown> {
    const { statementIndex = -1 } = error as { statementIndex?: number };
    const change = changes[statementIndex] ?? changes[0]!;
    if (change.kind === 'delete' && isStillReferred(error)) return inUseError();
    const violated = violatedRule(error);
    if (!violated) return error;
    if (!violated.unique) return ruleError(violated.rule);
    const named = async () => ruleError(violated.rule, await this.findHolder(violated.rule, change, schema));
    if (!this.em.getTransactionContext()) return named();
    const conflict = ruleError(violated.rule);
    this.conflicts.set(conflict, named);
    return conflict;
  }

  /**
   * After the rollback, in what is left of the transaction or on its connection: one more beside it would be waited for by
   * all who hold one. When the holder has gone by now the answer simply does not name it.
   */
  private async findHolder(
    { property, collation }: ConstraintRule,
    change: Change,
    schema: string,
  ): Promise<string | undefined> {
    const meta = metadataOf(change.entity);
    const column = (meta.properties as Record<string, { fieldNames: string[] }>)[property]?.fieldNames[0];
    if (!column) return undefined;
    const same = collation
      ? `"${column}" = $1::text collate "${schema}"."${collation}"`
      : `lower("${column}"::text) = lower($1)`;
    const text = `select id from "${schema}"."${meta.tableName}" where ${same} and id <> $2 limit 1`;
    const [result] = await this.db.batch({ text, values: [String(change.after[property]), change.id], writes: false });
    return result!.rows[0]?.['id'] as string | undefined;
  }
}

/** The unit of work of the shared tables. */
export class PlatformUnitOfWork extends UnitOfWork {}
