import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { servePrepared } from '../pages/prepared-response.js';
import { ownAddress } from '../request/own-address.js';
import { openApiDocuments, type DocumentOptions } from './documents.js';
import { toYaml } from './yaml.js';

const formats = {
  json: { type: 'application/json; charset=utf-8', write: (document: unknown) => JSON.stringify(document) },
  yaml: { type: 'application/yaml; charset=utf-8', write: toYaml },
};

/**
 * Serves the documents, which are made on the first request and cached. Their server is the configured public URL, or else the address at
 * which the reader has reached this process.
 */
export function serveDocuments(fastify: FastifyInstance, app: NestFastifyApplication, options: DocumentOptions): void {
  const { publicUrl } = options;
  const variant = (request: FastifyRequest): string => publicUrl ?? ownAddress(request) ?? '/';
  let documents: ReturnType<typeof openApiDocuments> | undefined;
  for (const [extension, { type, write }] of Object.entries(formats)) {
    const serve = (path: string, surface: 'tenant' | 'admin') =>
      servePrepared(
        fastify,
        `${path}.${extension}`,
        { 'content-type': type },
        (url) => write(servedAt(url, (documents ??= openApiDocuments(app, options))[surface])),
        { variant },
      );
    serve('/openapi', 'tenant');
    serve('/admin/openapi', 'admin');
  }
}

function servedAt(url: string, document: OpenAPIObject): OpenAPIObject {
  return { ...document, servers: [{ url, description: 'This server' }] };
}
