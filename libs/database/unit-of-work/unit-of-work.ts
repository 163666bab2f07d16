import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConstraintRule } from '#libs/columns';
import type { Clock } from '#libs/kernel';
import { changeStatement, detectChange, markWritten, metadataOf, removalOf, type Change } from './change.js';
import { inUseError, isStillReferenced, ruleError, violatedRule } from './constraint-rules.js';
import { refusalOf } from './must-change.js';
import { batchInTransaction, type OrmTransaction } from '../driver/pipelined-driver.js';
import type { Statement, StatementResult } from '../statements/statement.js';
import { openTransaction } from './transaction-boundary.js';
import {
  createdBy,
  mergeWriteSets,
  writeSetOf,
  type ManyRows,
  type RowReference,
  type WriteRecorder,
  type WriteSet,
} from './write-set.js';

/**
 * Called with every batch. The returned statements are sent, and so committed, together with it.
 * `statements` are all of the batch, `created` the new rows that a client may read by their ids.
 */
export type WriteHook = (statements: readonly Statement[], created: readonly RowReference[]) => readonly Statement[];

/** The destination of a unit of work's batches: one implicit transaction for each, unless one is open. */
export interface BatchTarget {
  batch(...statements: Statement[]): Promise<StatementResult[]>;
}

/**
 * Writes aggregates with their history, audit and outbox rows in one round trip. When any of them was changed by someone else in the
 * meantime all are refused (`resource.stale`). Joins a transaction opened with {@link transactional}.
 */
export class UnitOfWork {
  private readonly recorders: WriteRecorder[] = [];
  private readonly writeHooks: WriteHook[] = [];
  /**
   * Conflicts inside a transaction, each with a function that names the conflicting row after the rollback, since a failed transaction
   * accepts no queries.
   */
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

  addWriteHook(hook: WriteHook): void {
    this.writeHooks.push(hook);
  }

  /** What is written beside the statements: the mark that the request has had its effect. Also for transactions that are no unit of work. */
  marksOf(statements: readonly Statement[], created: readonly RowReference[]): readonly Statement[] {
    return this.writeHooks.flatMap((hook) => hook(statements, created));
  }

  /** Inserts new entities, and updates loaded ones that differ; dependent rows such as history entries are entities as well. */
  async commit(...entities: object[]): Promise<void> {
    await this.write(this.changesOf(entities));
  }

  /** The same, with audit entries that call it by this name. @returns false where nothing differs, and so nothing is written */
  async commitAs(action: string, ...entities: object[]): Promise<boolean> {
    const changes = this.changesOf(entities);
    await this.write(changes, action);
    return changes.length > 0;
  }

  async remove(...entities: object[]): Promise<void> {
    const comparator = this.em.getComparator();
    await this.write(entities.map((entity) => removalOf(comparator, entity)));
  }

  /** For changes that must lock rows first: commits inside become part of one transaction, which reads everything anew. */
  async transactional<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await (this.openWrites() ? this.em.transactional((em) => work(em)) : this.outermost(work));
    } catch (error) {
      throw await (this.conflicts.get(error as object)?.() ?? error);
    }
  }

  private async outermost<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const written: WriteSet[] = [];
    const result = await openTransaction.run({ owner: this, written }, () =>
      this.em.transactional((em) => work(em), { clear: true }),
    );
    this.notifyCommitted(mergeWriteSets(written));
    return result;
  }

  /** Runs further statements: inside the open transaction, else in one of their own. */
  execute(...statements: Statement[]): Promise<StatementResult[]> {
    return this.send(statements, []);
  }

  /** Writes rows without entities, with their audit entries and events in one batch: in the open transaction, else in one of its own. */
  async writeMany({ statements, audits, events, created = [] }: ManyRows): Promise<StatementResult[]> {
    const written: WriteSet = { changes: [], audits, events };
    const sideRows = await this.recorderStatements(written);
    const results = await this.send([...statements, ...sideRows], created);
    this.recordWrites(written);
    return results.slice(0, statements.length);
  }

  private async send(statements: Statement[], created: readonly RowReference[]): Promise<StatementResult[]> {
    const beside = this.marksOf(statements, created);
    const all = beside.length === 0 ? statements : [...statements, ...beside];
    const transaction = this.em.getTransactionContext<OrmTransaction>();
    const sent = transaction ? batchInTransaction(transaction, all) : this.db.batch(...all);
    const results = await sent.catch((error: unknown) => {
      throw refusalOf(error, all) ?? error;
    });
    return results.slice(0, statements.length);
  }

  private changesOf(entities: readonly object[]): Change[] {
    const comparator = this.em.getComparator();
    const now = this.clock.now();
    return entities.map((entity) => detectChange(comparator, entity, now)).filter((change) => change !== null);
  }

  private async write(changes: Change[], action?: string): Promise<void> {
    if (changes.length === 0) return;
    const written = writeSetOf(changes, action);
    const schema = this.currentSchema();
    const writes = changes.map((change) => changeStatement(change, schema));
    const sideRows = await this.recorderStatements(written);
    try {
      await this.send([...writes, ...sideRows], createdBy(changes));
    } catch (error) {
      throw await this.translateError(error, changes, schema);
    }
    const comparator = this.em.getComparator();
    for (const change of changes) markWritten(comparator, change);
    this.recordWrites(written);
  }

  private async recorderStatements(written: WriteSet): Promise<Statement[]> {
    for (const recorder of this.recorders) await recorder.prepare?.(written);
    return this.recorders.flatMap((recorder) => recorder.statements(written));
  }

  /** Recorders are notified after the outermost commit. */
  private recordWrites(written: WriteSet): void {
    const open = this.openWrites();
    if (open) open.push(written);
    else this.notifyCommitted(written);
  }

  private openWrites(): WriteSet[] | undefined {
    const open = openTransaction.getStore();
    return open?.owner === this ? open.written : undefined;
  }

  private notifyCommitted(written: WriteSet): void {
    for (const recorder of this.recorders) recorder.committed?.(written);
  }

  private async translateError(error: unknown, changes: readonly Change[], schema: string): Promise<unknown> {
    const { statementIndex = -1 } = error as { statementIndex?: number };
    const change = changes[statementIndex] ?? changes[0]!;
    if (change.kind === 'delete' && isStillReferenced(error)) return inUseError();
    const violated = violatedRule(error);
    if (!violated) return error;
    if (!violated.unique) return ruleError(violated.rule);
    const named = async () => ruleError(violated.rule, await this.findExistingId(violated.rule, change, schema));
    if (!this.em.getTransactionContext()) return named();
    const conflict = ruleError(violated.rule);
    this.conflicts.set(conflict, named);
    return conflict;
  }

  /**
   * Runs after the rollback, on the same connection: a second one would be waited for by all callers that hold one. When the other row has
   * gone meanwhile the problem does not name it.
   */
  private async findExistingId(
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
