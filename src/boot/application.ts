import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from '#libs/http';
import { AppLogger } from '#libs/logging';
import { AppModule, type AppOptions } from '../app.module.js';

/** The application with HTTP, not yet listening. */
export function createApi(options: AppOptions): Promise<NestFastifyApplication> {
  return createHttpApp(AppModule.forRoot(options), options.config);
}

/** The application without HTTP, for jobs. */
export async function createWorker(options: AppOptions): Promise<INestApplicationContext> {
  const root = AppModule.forRoot(options);
  const app = await NestFactory.createApplicationContext(root, { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(AppLogger));
  return app;
}
