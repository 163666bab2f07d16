import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { prepareRoutes } from '../routes/prepare-routes.js';
import { openApiDocuments, type DocumentOptions } from './documents.js';

/** The documents without an application: nothing is instantiated, so neither database nor configuration is needed. */
export async function describeApi(
  rootModule: Type | DynamicModule,
  options: DocumentOptions,
): Promise<ReturnType<typeof openApiDocuments>> {
  const settings = { preview: true, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(rootModule, new FastifyAdapter(), settings);
  prepareRoutes(app);
  return openApiDocuments(app, options);
}
