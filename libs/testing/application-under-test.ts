import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '#libs/config';
import type { DatabaseUrls } from '#libs/database';
import type { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';

export interface StartOptions {
  readonly config: AppConfig;
  readonly urls: DatabaseUrls;
  readonly clock?: Clock | undefined;
}

export interface NewUser {
  readonly email: string;
  readonly password: string;
  readonly role: string;
}

/** What suites need of the application. Registered by the test set-up, because libraries must not import contexts. */
export interface ApplicationUnderTest {
  /** Initialised, not yet listening. */
  start(options: StartOptions): Promise<NestFastifyApplication>;
  /** A new tenant with this administrator. */
  provision(app: NestFastifyApplication, slug: string, admin: NewUser): Promise<TenantRef>;
  /** A user who can sign in at once. */
  addUser(app: NestFastifyApplication, tenant: TenantRef, user: NewUser): Promise<string>;
}

let load: (() => Promise<ApplicationUnderTest>) | undefined;

/** Loaded at the first use, so that specs without the application do not load it. */
export function registerApplication(loader: () => Promise<ApplicationUnderTest>): void {
  load = loader;
}

export async function applicationUnderTest(): Promise<ApplicationUnderTest> {
  if (!load) throw new Error('No application is registered: see test/setup/register-application.ts.');
  return load();
}
