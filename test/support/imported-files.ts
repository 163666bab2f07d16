import { parse } from 'csv-parse/sync';
import { waitUntil, type HttpClient } from '#libs/testing';
import type { ImportReport } from '../../src/contexts/assets/equipment-files/application/import-equipment.js';
import { UploadedFiles } from './uploaded-files.js';

export type Line = Readonly<Record<string, string>>;

export const linesOf = (csv: string): Line[] => parse<Line>(csv, { columns: true, bom: true });

/** A table of machines in the facility HT. */
export const tableOf = (...rows: readonly string[]): string =>
  `equipmentNumber,name,facilityCode\n${rows.join('\n')}\n`;

/** An application with a tenant whose manager imports and exports machines. */
export class ImportedFiles extends UploadedFiles {
  manager!: HttpClient;

  override async start(): Promise<void> {
    await super.start();
    this.manager = await this.acme.as('manager');
    await this.manager
      .post('/v1/facilities')
      .send({ name: 'Harbour Tower', facilityCode: 'HT', timezone: 'UTC' })
      .expect(201);
  }

  async uploaded(content: string | Buffer, name = 'machines.csv', client = this.manager): Promise<string> {
    return (await this.upload({ name, content }, client).expect(201)).body.id as string;
  }

  async ended(id: string, client = this.manager) {
    const operation = async () => (await client.get(`/v1/operations/${id}`).expect(200)).body;
    await waitUntil(async () => (await operation()).finishedAt !== null);
    return operation();
  }

  async imported(content: string | Buffer, options: object = {}, client = this.manager) {
    const isWorkbook = content instanceof Buffer && content.subarray(0, 2).toString() === 'PK';
    const uploadId = await this.uploaded(content, isWorkbook ? 'machines.xlsx' : 'machines.csv', client);
    const asked = { uploadId, mode: 'valid_only', ...options };
    const { body } = await client.post('/v1/equipment/import').send(asked).expect(202);
    const { status, result, error } = await this.ended(body.id as string, client);
    return { status, result: result as ImportReport, code: error?.code as string | undefined };
  }

  async faultsOf({ faultsPath }: ImportReport, client = this.manager): Promise<string[]> {
    const { text, headers } = await client.get(faultsPath!).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    return linesOf(text).map(({ line, column, code }) => `${line} ${column} ${code}`);
  }

  async exported(query = '', client = this.manager): Promise<string> {
    return (await client.get(`/v1/equipment/export${query}`).expect(200)).text;
  }

  async machine(number: string) {
    return (await this.manager.get(`/v1/equipment?q=${number}`).expect(200)).body.data[0];
  }

  async count(table: string, where = 'true', { ref } = this.acme): Promise<number> {
    const counting = `select count(*) as n from ${ref.schema}.${table} where ${where}`;
    return Number((await this.testApp.database.query<{ n: string }>(counting))[0]!.n);
  }
}
