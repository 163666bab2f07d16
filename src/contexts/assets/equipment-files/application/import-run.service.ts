import { Injectable } from '@nestjs/common';
import { FileContentsFacade } from '#contexts/files';
import { TenantDb, UnitOfWork } from '#libs/database';
import type { DomainError } from '#libs/kernel';
import type { OperationRun } from '#libs/operations';
import { currentTenant } from '#libs/request-context';
import { readSheet, type Sheet } from '#libs/spreadsheets';
import { knownFields } from '../../custom-fields/application/custom-field.queries.js';
import { ImportBatchService, type BatchTerms } from './import-batch.service.js';
import { ImportParentsService, type ParentLink } from './import-parents.service.js';
import { mapColumns } from './import-columns.js';
import type { ImportCounts, ImportReport, ImportRequest, MappedColumn } from './import-equipment.js';
import type { ImportedRow, ReadMachine, RowFault } from './import-row.js';
import { ImportFaultsService } from './import-faults.service.js';
import { ImportedLines, type LinesOfBatch } from './imported-lines.js';
import { placeMaker, type PlaceReaders } from './place-maker.js';
import { counted, faultsOf, nothingImported } from './import-tally.js';
import { RowReader } from './row-reader.js';
import { countRows, partsOf } from './sheet-parts.js';

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
    private readonly parents: ImportParentsService,
    private readonly faults: ImportFaultsService,
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
    const fields = await this.db.run(knownFields, { target: 'equipment' });
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
    const links: ParentLink[] = [];
    const failed = await this.faults.lines(run.id);
    for await (const part of partsOf(given.sheet)) {
      const read = lines.read(part);
      if (lines.count <= report.rows) {
        links.push(...linksOf(read.rows.filter(({ line }) => !failed.has(line))));
        continue;
      }
      report = await this.unitOfWork.transactional(async () => {
        const { counts, faults, written } = await this.write(given, read, report);
        links.push(...linksOf(written));
        await this.faults.note(run.id, faults, report.faults);
        const next = reportOf(given, counts);
        await run.checkpoint(Math.min(99, (100 * counts.rows) / Math.max(1, rows)), next);
        return next;
      });
    }
    return this.unitOfWork.transactional(async () => {
      const { counts, faults } = await this.link(given, links, report);
      await this.faults.note(run.id, faults, report.faults);
      const last = reportOf(given, counts);
      await run.checkpoint(99, last);
      return last;
    });
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
      const links: ParentLink[] = [];
      for await (const part of partsOf(given.sheet)) {
        run.signal.throwIfAborted();
        const done = await this.write(given, lines.read(part), counts);
        counts = done.counts;
        inService.push(...done.counted);
        links.push(...linksOf(done.written));
        faults.push(...done.faults);
      }
      const linked = await this.link(given, links, counts);
      counts = linked.counts;
      faults.push(...linked.faults);
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
    await this.faults.replace(run.id, faults);
    return report;
  }

  private async write({ terms, columns }: Import, { rows, faults, count }: LinesOfBatch, before: ImportCounts) {
    const written = await this.batches.write(rows, terms);
    const columnOf = (field: string) => columns.find((one) => one.field === field)?.column ?? field;
    const all = [...faults, ...faultsOf(written, columnOf)].sort((a, b) => a.line - b.line);
    const refused = new Set(written.refused.map(({ row }) => row));
    return {
      counts: counted(before, count, written, all),
      ...{ faults: all, counted: written.counted, written: rows.filter((row) => !refused.has(row)) },
    };
  }

  private async link({ reader, terms }: Import, links: readonly ParentLink[], before: ImportCounts) {
    const { linked, faults } = await this.parents.link(links, reader.columnNamed('parentNumber'), terms.linkedTo);
    const more = { failed: before.failed + faults.length, faults: before.faults + faults.length };
    return { counts: { ...before, ...more, linked: before.linked + linked }, faults };
  }

  /** All are counted at the end, so that others can add machines meanwhile. */
  private async beyondPlan(lines: readonly number[]): Promise<RowFault[]> {
    const { granted, refusal } = await this.batches.reserve(lines.length);
    const faultOf =
      ({ code, message: detail }: DomainError) =>
      (line: number) => ({ line, column: null, code, detail });
    return refusal ? lines.slice(granted).map(faultOf(refusal)) : [];
  }
}

function reportOf({ request: { mode }, sheet, columns, run }: Import, counts: ImportCounts): ImportReport {
  const stays = mode === 'valid_only' || (mode === 'all_or_nothing' && counts.failed === 0);
  return {
    ...{ mode, applied: stays && counts.created + counts.updated + counts.linked > 0, ...counts },
    ...{ columns, encoding: sheet.encoding, separator: sheet.separator },
    faultsPath: counts.faults > 0 ? `/v1/equipment/imports/${run.id}/faults` : null,
  };
}

const linksOf = (rows: readonly ImportedRow[]): ParentLink[] =>
  rows.flatMap(({ line, number, parentNumber }) =>
    parentNumber === undefined ? [] : [{ line, number, parentNumber }],
  );
