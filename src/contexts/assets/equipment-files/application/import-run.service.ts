import { Injectable } from '@nestjs/common';
import { FileContentsFacade } from '#contexts/files';
import { TenantDb, UnitOfWork } from '#libs/database';
import { refuse, type DomainError } from '#libs/kernel';
import type { OperationRun } from '#libs/operations';
import { currentTenant } from '#libs/request-context';
import { readSheet, type Sheet, type SheetRow } from '#libs/spreadsheets';
import { knownFields } from '../../custom-fields/application/custom-field.queries.js';
import { MAX_ROWS, tooManyImportRows } from '../domain/equipment-import.errors.js';
import { ImportBatchService, type BatchTerms } from './import-batch.service.js';
import { mapColumns } from './import-columns.js';
import type { ImportCounts, ImportReport, ImportRequest, MappedColumn } from './import-equipment.js';
import type { ReadMachine, RowFault } from './import-row.js';
import { deleteFaults, insertFaults } from './equipment-import.writes.js';
import { ImportedLines, type LinesOfBatch } from './imported-lines.js';
import { placeMaker, type PlaceReaders } from './place-maker.js';
import { counted, faultsOf, MAX_LISTED_FAULTS, nothingImported } from './import-tally.js';
import { RowReader } from './row-reader.js';

const ROWS_AT_ONCE = 500;

/** The rules of the API for what lines say. */
export interface ImportReaders extends PlaceReaders {
  readonly machine: ReadMachine;
}

type Run = OperationRun<ImportReport>;

/** Nothing of what was written is to stay. */
class RolledBack extends Error {}

interface Import {
  readonly request: ImportRequest;
  readonly run: Run;
  readonly sheet: Sheet;
  readonly columns: readonly MappedColumn[];
  readonly rows: number;
  readonly reader: RowReader;
  readonly terms: BatchTerms;
}

/** Carries out an import. */
@Injectable()
export class ImportRunService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FileContentsFacade,
    private readonly batches: ImportBatchService,
  ) {}

  /** Goes on where an earlier run was cut off, where that has left anything. */
  run(request: ImportRequest, run: Run, readers: ImportReaders): Promise<ImportReport> {
    return this.files.withCopy(request.uploadId, run.requestedBy, async (path) => {
      const prepared = await this.prepare(path, request, run, readers);
      return request.mode === 'valid_only' ? this.inParts(prepared) : this.asOne(prepared);
    });
  }

  private async prepare(path: string, request: ImportRequest, run: Run, readers: ImportReaders): Promise<Import> {
    const sheet = await readSheet(path, request.isWorkbook);
    const fields = await this.db.run(knownFields, {});
    const columns = mapColumns(sheet.columns, request.mapping, fields);
    const { clearEmpty, upsert, createPlaces, caller, locale } = request;
    const { timezone } = currentTenant();
    const options = { locale: locale ?? undefined, clearEmpty, timezone, maySetCosts: caller.maySetCosts };
    const terms = {
      ...{ upsert, by: run.requestedBy, fields, linkedTo: caller.linkedTo, mayDecommission: caller.mayDecommission },
      placeMaker: createPlaces ? placeMaker(readers, timezone, run.requestedBy) : undefined,
      countsNow: request.mode === 'valid_only',
    };
    const reader = new RowReader(columns, fields, options, readers.machine);
    return { request, run, sheet, columns, rows: await countRows(sheet, run.signal), reader, terms };
  }

  /** Each part is committed with its mark, so that a run that follows begins behind it. */
  private async inParts(given: Import): Promise<ImportReport> {
    const { run, rows } = given;
    let report = run.savedResult ?? reportOf(given, nothingImported);
    const lines = new ImportedLines(given.reader);
    for await (const part of partsOf(given.sheet)) {
      const read = lines.read(part);
      if (lines.count <= report.rows) continue;
      report = await this.unitOfWork.transactional(async () => {
        const { counts, faults } = await this.write(given, read, report);
        await this.note(run.id, faults, report.faults);
        const next = reportOf(given, counts);
        await run.checkpoint(Math.min(99, (100 * counts.rows) / Math.max(1, rows)), next);
        return next;
      });
    }
    return report;
  }

  /** A single transaction, which stays only where all lines are right and more than a trial was asked for. */
  private async asOne(given: Import): Promise<ImportReport> {
    const { run } = given;
    // committed by a run that died before it could say so
    if (run.savedResult) return run.savedResult;
    let report = reportOf(given, nothingImported);
    const faults: RowFault[] = [];
    const work = async (): Promise<void> => {
      const lines = new ImportedLines(given.reader);
      let counts: ImportCounts = report;
      const inService: number[] = [];
      for await (const part of partsOf(given.sheet)) {
        run.signal.throwIfAborted();
        const written = await this.write(given, lines.read(part), counts);
        counts = written.counts;
        inService.push(...written.counted);
        for (const fault of written.faults) faults.push(fault);
      }
      const beyond = await this.beyondPlan(inService);
      faults.push(...beyond);
      const totals = { failed: counts.failed + beyond.length, faults: counts.faults + beyond.length };
      report = reportOf(given, { ...counts, ...totals });
      if (!report.applied) throw new RolledBack();
      await run.checkpoint(99, report);
    };
    await this.unitOfWork.transactional(work).catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
    await this.replaceNotes(run.id, faults);
    return report;
  }

  private async write({ terms, columns }: Import, { rows, faults, count }: LinesOfBatch, before: ImportCounts) {
    const written = await this.batches.write(rows, terms);
    const columnOf = (field: string) => columns.find((one) => one.field === field)?.column ?? field;
    const all = [...faults, ...faultsOf(written, columnOf)].sort((a, b) => a.line - b.line);
    return { counts: counted(before, count, written, all), faults: all, counted: written.counted };
  }

  /** All are counted at the end, so that others can add machines meanwhile. */
  private async beyondPlan(lines: readonly number[]): Promise<RowFault[]> {
    const { granted, refusal } = await this.batches.reserve(lines.length);
    const faultOf =
      ({ code, message: detail }: DomainError) =>
      (line: number) => ({ line, column: null, code, detail });
    return refusal ? lines.slice(granted).map(faultOf(refusal)) : [];
  }

  private async note(operationId: string, faults: readonly RowFault[], after: number): Promise<void> {
    const listed = faults.slice(0, Math.max(0, MAX_LISTED_FAULTS - after));
    if (listed.length > 0)
      await this.unitOfWork.execute(insertFaults(currentTenant().schema, operationId, listed, after));
  }

  private replaceNotes(operationId: string, faults: readonly RowFault[]): Promise<void> {
    return this.unitOfWork.transactional(async () => {
      await this.unitOfWork.execute(deleteFaults.bind(currentTenant().schema, { operationId }));
      await this.note(operationId, faults, 0);
    });
  }
}

function reportOf({ request: { mode }, sheet, columns, run }: Import, counts: ImportCounts): ImportReport {
  const isWhole = mode === 'all_or_nothing' && counts.failed === 0;
  return {
    ...{ mode, applied: isWhole || (mode === 'valid_only' && counts.created + counts.updated > 0), ...counts },
    ...{ columns, encoding: sheet.encoding, separator: sheet.separator },
    faultsPath: counts.faults > 0 ? `/v1/equipment/imports/${run.id}/faults` : null,
  };
}

/** @throws DomainError `equipment_import.too_many_rows` before anything is written */
async function countRows(sheet: Sheet, signal: AbortSignal): Promise<number> {
  let rows = 0;
  for await (const { cells } of sheet.rows()) {
    if (cells.length > 0) rows += 1;
    if (rows > MAX_ROWS) throw refuse(tooManyImportRows);
    if (rows % ROWS_AT_ONCE === 0) signal.throwIfAborted();
  }
  return rows;
}

async function* partsOf(sheet: Sheet): AsyncGenerator<SheetRow[]> {
  let part: SheetRow[] = [];
  for await (const row of sheet.rows()) {
    part.push(row);
    if (part.length < ROWS_AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
