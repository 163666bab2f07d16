import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { TenantDb, type ListRequest } from '#libs/database';
import { csvLine } from '#libs/kernel';
import { knownFields } from '../../custom-fields/application/custom-field.queries.js';
import { CustomFieldValuesService } from '../../custom-fields/application/custom-field-values.service.js';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { cellsOf, customColumn, machineColumns } from './equipment-columns.js';
import { customNames, exportedEquipment } from './equipment-export.queries.js';

const MACHINES_AT_ONCE = 1_000;
/** By which spreadsheets recognise UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

interface TextPart {
  readonly text: string;
  readonly nextCursor: string | null;
}
type Part = (cursor: string | undefined) => Promise<TextPart>;

/** Files with machines, read and sent page by page, however many there are. */
@Injectable()
export class EquipmentExportService {
  constructor(
    private readonly db: TenantDb,
    private readonly customFields: CustomFieldValuesService,
  ) {}

  /**
   * The machines that the caller sees. What cannot be asked for is refused before the file begins.
   * @param conditions on custom fields, such as `stops:6` @throws DomainError 400 `custom_field.invalid_filter`
   */
  async csv(request: Omit<ListRequest, 'limit'>, conditions?: readonly string[]): Promise<Readable> {
    const linkedTo = linkedUser();
    const customFields = conditions && (await this.customFields.filter('equipment', conditions));
    const keys = await this.keys(linkedTo);
    // whoever reads the stream does so outside of the request's context
    const inRequest = AsyncLocalStorage.snapshot();
    const part: Part = (cursor) =>
      inRequest(async () => {
        const asked = { ...request, cursor, limit: MACHINES_AT_ONCE };
        const { data, nextCursor } = await this.db.page(exportedEquipment, asked, {
          fixedFilters: { linkedTo, customFields },
        });
        return { text: data.map((machine) => csvLine(cellsOf(machine, keys))).join(''), nextCursor };
      });
    const head = BYTE_ORDER_MARK + csvLine([...machineColumns, ...[...keys.keys()].map(customColumn)]);
    return Readable.from(textOf(head, await part(undefined), part), { objectMode: false });
  }

  /** Of the custom fields that are defined, then of the names that machines have beside them; and which of both each is. */
  private async keys(user: string | null): Promise<ReadonlyMap<string, boolean>> {
    const [fields, names] = await this.db.inOneRoundTrip(() =>
      Promise.all([this.db.run(knownFields, { target: 'equipment' }), this.db.run(customNames, { user })]),
    );
    const keys = new Map(fields.map(({ key }) => [key, true]));
    for (const name of names.map((row) => row.name).sort()) if (!keys.has(name)) keys.set(name, false);
    return keys;
  }
}

async function* textOf(head: string, first: TextPart, part: Part): AsyncGenerator<string> {
  yield head;
  for (let next = first; ; next = await part(next.nextCursor)) {
    if (next.text !== '') yield next.text;
    if (next.nextCursor === null) return;
  }
}
