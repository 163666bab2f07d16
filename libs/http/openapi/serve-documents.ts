import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { servePrepared } from '../pages/prepared-answer.js';
import { openApiDocuments, type DocumentOptions } from './documents.js';
import { toYaml } from './yaml.js';

const formats = {
  json: { type: 'application/json; charset=utf-8', write: (document: unknown) => JSON.stringify(document) },
  yaml: { type: 'application/yaml; charset=utf-8', write: toYaml },
};

/** The documents are made when somebody first asks, and kept. */
export function serveDocuments(fastify: FastifyInstance, app: NestFastifyApplication, options: DocumentOptions): void {
  let documents: ReturnType<typeof openApiDocuments> | undefined;
  for (const [extension, { type, write }] of Object.entries(formats)) {
    const serve = (path: string, surface: 'tenant' | 'admin') =>
      servePrepared(fastify, `${path}.${extension}`, { 'content-type': type }, () =>
        write((documents ??= openApiDocuments(app, options))[surface]),
      );
    serve('/openapi', 'tenant');
    serve('/admin/openapi', 'admin');
  }
}
