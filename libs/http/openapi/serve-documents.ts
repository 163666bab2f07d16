import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { servePrepared } from '../pages/prepared-response.js';
import { isLocalRequest } from '../request/local-request.js';
import { ownAddress } from '../request/own-address.js';
import { ExampleSecrets } from './example-secrets.js';
import { openApiDocuments, type DocumentOptions } from './documents.js';
import { toYaml } from './yaml.js';

const formats = {
  json: { type: 'application/json; charset=utf-8', write: (document: unknown) => JSON.stringify(document) },
  yaml: { type: 'application/yaml; charset=utf-8', write: toYaml },
};

/**
 * The documents are made when somebody first asks, and kept. They name the address to send requests to: that of the configuration, or else the
 * one that the reader has reached. What examples hold of this installation alone is told on its machine only.
 */
export function serveDocuments(
  fastify: FastifyInstance,
  app: NestFastifyApplication,
  options: DocumentOptions,
  secrets = new ExampleSecrets(),
): void {
  const { publicUrl } = options;
  const variant = (request: FastifyRequest): string => {
    const told = isLocalRequest(request) ? secrets.revision : 0;
    return `${told} ${publicUrl ?? ownAddress(request) ?? '/'}`;
  };
  let documents: ReturnType<typeof openApiDocuments> | undefined;
  for (const [extension, { type, write }] of Object.entries(formats)) {
    const serve = (path: string, surface: 'tenant' | 'admin') =>
      servePrepared(
        fastify,
        `${path}.${extension}`,
        { 'content-type': type },
        (asked) => {
          const [told, url] = asked.split(' ') as [string, string];
          const document = servedAt(url, (documents ??= openApiDocuments(app, options))[surface]);
          return write(told === '0' ? document : secrets.within(document));
        },
        { variant },
      );
    serve('/openapi', 'tenant');
    serve('/admin/openapi', 'admin');
  }
}

function servedAt(url: string, document: OpenAPIObject): OpenAPIObject {
  return { ...document, servers: [{ url, description: 'This server' }] };
}
