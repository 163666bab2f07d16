import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import type { Clock } from '#libs/kernel';
import { formOf, type SentFile } from '../e2e/contract/api/file-form.js';

export const aText = (content = 'Checked.', name = 'report.txt'): SentFile => ({ name, content, type: 'text/plain' });

export const aPng = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#246' } })
    .png()
    .toBuffer();

/** An application with a tenant that uploads files, and what lies of them in the database and on the disk. */
export class UploadedFiles {
  testApp!: TestApp;
  acme!: TestTenant;
  admin!: HttpClient;

  async start(clock?: Clock): Promise<void> {
    this.testApp = await createTestApp(clock ? { clock } : {});
    this.acme = await provisionTestTenant(this.testApp);
    this.admin = await this.acme.as('admin');
  }

  upload(file: SentFile, client = this.admin) {
    const { type, bytes } = formOf(file);
    return client.post('/v1/uploads').set('Content-Type', type).send(bytes);
  }

  /** What a link leads to, as bytes. */
  get(path: string) {
    return this.testApp.anonymous.get(path).buffer(true).parse(bytesOf);
  }

  /** As it is counted against the plan. */
  async used({ ref } = this.acme): Promise<number> {
    const [row] = await this.testApp.database.query<{ used: string }>(
      `select used from ${ref.schema}.usage_counters where name = 'storage_bytes'`,
    );
    return Number(row!.used);
  }

  rows({ ref } = this.acme) {
    return this.testApp.database.query(`select * from ${ref.schema}.uploads order by created_at`);
  }

  /** The files on the disk. */
  stored({ ref } = this.acme): string[] {
    return filesIn(join(this.testApp.config.dataDir, 'files', ref.id));
  }

  /** Files that were being decoded. */
  left(): string[] {
    return filesIn(join(this.testApp.config.dataDir, 'incoming'));
  }

  async expectNothingNew(work: () => Promise<unknown>): Promise<void> {
    const before = [await this.rows(), this.stored(), await this.used()];
    await work();
    expect([await this.rows(), this.stored(), await this.used()]).toEqual(before);
    expect(this.left()).toEqual([]);
  }
}

function filesIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

function bytesOf(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
}
