import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { loadConfig, type AppConfig } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import type { Clock } from '#libs/kernel';
import { applicationUnderTest } from './application-under-test.js';
import { watchAnsweredCodes, type KnownCodes } from './answered-codes.js';
import { watchCommittedEvents } from './committed-events.js';
import { closesAtEnd } from './spec-file-end.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** No test depends on the DNS of the machine: nobody answers at this port. */
const nobodyToAsk = { DNS_SERVERS: '127.0.0.1:9' };

export interface TestAppOptions {
  readonly clock?: Clock;
  /** Environment variables beyond what tests need. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The database of another application, to run two on the same one. The other application drops it. */
  readonly database?: TestDatabase;
}

export type HttpClient = ReturnType<typeof request.agent>;

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly config: AppConfig;
  /** `http://127.0.0.1:<port>` */
  readonly baseUrl: string;
  /** A client without a token. */
  readonly anonymous: HttpClient;
  /** A client with this access token. */
  withToken(token: string): HttpClient;
  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** Registers something that a suite has opened on the application, to be released before it is closed. */
  closesFirst(release: () => void): void;
  /** Called at the end of the spec file at the latest, for the newest application first. */
  close(): Promise<void>;
}

/**
 * Starts the whole application in this process, on a database of its own and a free port. `close` releases everything, or else the end of
 * the spec file does, even when the start or a later step of a beforeAll fails.
 */
export async function createTestApp({ clock, environment, database: given }: TestAppOptions = {}): Promise<TestApp> {
  const database = given ?? (await createTestDatabase());
  const opened = new AsyncDisposableStack();
  const close = closesAtEnd(() => opened.disposeAsync());
  if (!given) opened.defer(() => database.drop());
  const dataDir = opened.adopt(mkdtempSync(join(tmpdir(), 'fieldpilot-spec-')), removeFolder);
  const config = loadConfig({
    ...secrets(),
    NODE_ENV: 'test',
    ...nobodyToAsk,
    FIELDPILOT_DATA: dataDir,
    PORT: '0',
    ...environment,
  });
  const started = await (await applicationUnderTest()).start({ config, urls: database.urls, clock });
  const app = opened.adopt(started, (running) => running.close());
  watchAnsweredCodes(app.getHttpServer(), await knownCodes());
  watchCommittedEvents(app.get(UnitOfWork, { strict: false }));
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
