import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '#libs/config';
import { configureHttp } from './configure-http.js';
import { HttpAdapter } from './http-adapter.js';

/**
 * For `NestFactory.create` and testing modules: the adapter parses bodies, a failed start does not exit the process, and logs of the start
 * wait for pino.
 */
export const httpApplicationOptions = { bodyParser: false, bufferLogs: true, abortOnError: false } as const;

/**
 * Creates the application as main.ts runs it, ready to listen. The caller handles signals.
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
