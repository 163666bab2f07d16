import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '#libs/config';
import { configureHttp } from './configure-http.js';
import { HttpAdapter } from './http-adapter.js';

/** For `NestFactory.create` and testing modules alike: bodies are parsed by the adapter, nothing exits the process, early logs wait for pino. */
export const httpApplicationOptions = { bodyParser: false, bufferLogs: true, abortOnError: false } as const;

/**
 * The application as main.ts starts it: everything is set up but the listening. Whoever makes it answers to signals.
 * @throws Error when a route is not declared completely
 */
export async function createHttpApp(
  rootModule: Type | DynamicModule,
  config: AppConfig,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    rootModule,
    new HttpAdapter(config),
    httpApplicationOptions,
  );
  configureHttp(app);
  return app;
}
