import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { loadConfig, type AppConfig } from '#libs/config';
import type { Clock } from '#libs/kernel';
import { applicationUnderTest } from './application-under-test.js';
import { watchAnsweredCodes, type KnownCodes } from './answered-codes.js';
import { closesAtEnd } from './spec-file-end.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export interface TestAppOptions {
  readonly clock?: Clock;
  /** Environment variables beyond what tests need. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Instead of a fresh database: the one of another application, to run two beside one another. Its maker drops it. */
  readonly database?: TestDatabase;
}

export type HttpClient = ReturnType<typeof request.agent>;

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly config: AppConfig;
  /** `http://127.0.0.1:<port>` */
  readonly baseUrl: string;
  /** Nobody signed in. */
  readonly anonymous: HttpClient;
  /** A client that presents this access token. */
  withToken(token: string): HttpClient;
  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** What a suite opened on the application: released before it is closed. */
  closesFirst(release: () => void): void;
  /** At the latest this happens at the end of the spec file, the youngest application first. */
  close(): Promise<void>;
}

/**
 * Boots the whole application in this process, on a database of its own and a free port. What it needs is given back by `close`, else
 * at the end of the spec file, also when the start or a later step of a beforeAll fails.
 */
export async function createTestApp({ clock, environment, database: given }: TestAppOptions = {}): Promise<TestApp> {
  const opened = new AsyncDisposableStack();
  const close = closesAtEnd(() => opened.disposeAsync());
  const database = given ?? opened.adopt(await createTestDatabase(), (own) => own.drop());
  const dataDir = opened.adopt(mkdtempSync(join(tmpdir(), 'fieldpilot-spec-')), removeFolder);
  const config = loadConfig({ ...secrets(), NODE_ENV: 'test', FIELDPILOT_DATA: dataDir, PORT: '0', ...environment });
  const started = await (await applicationUnderTest()).start({ config, urls: database.urls, clock });
  const app = opened.adopt(started, (running) => running.close());
  watchAnsweredCodes(app.getHttpServer(), await knownCodes());
  await app.listen(0, '127.0.0.1');
  const baseUrl = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    database,
    config,
    baseUrl,
    anonymous: request.agent(baseUrl),
    withToken: (token) => request.agent(baseUrl).auth(token, { type: 'bearer' }),
    get: (type) => app.get(type, { strict: false }),
    closesFirst: (release) => opened.defer(release),
    close,
  };
}

/** Loaded with the application, not before. */
async function knownCodes(): Promise<KnownCodes> {
  const { problemCatalogue } = await import('#libs/http');
  const { problems, fields } = problemCatalogue();
  const codes = (entries: readonly { code: string }[]) => new Set(entries.map(({ code }) => code));
  return { problems: codes(problems), fields: codes(fields) };
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

function secrets(): Record<string, string> {
  const names = ['JWT_SECRET', 'CURSOR_SECRET', 'ENCRYPTION_KEY'];
  return Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64')]));
}
