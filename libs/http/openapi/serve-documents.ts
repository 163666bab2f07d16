import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { openApiDocuments, type DocumentOptions } from './documents.js';
import { toYaml } from './yaml.js';

/** The documents are made when somebody first asks, and kept. */
export function serveDocuments(fastify: FastifyInstance, app: NestFastifyApplication, options: DocumentOptions): void {
  let documents: ReturnType<typeof openApiDocuments> | undefined;
  const kept = new Map<string, string>();
  const serve = (
    path: string,
    surface: 'tenant' | 'admin',
    type: string,
    write: (document: unknown) => string,
  ): void => {
    fastify.get(path, (_request, reply) => {
      documents ??= openApiDocuments(app, options);
      const text = kept.get(path) ?? write(documents[surface]);
      kept.set(path, text);
      return reply.type(type).send(text);
    });
  };
  const json = (document: unknown) => JSON.stringify(document);
  serve('/openapi.json', 'tenant', 'application/json; charset=utf-8', json);
  serve('/openapi.yaml', 'tenant', 'application/yaml; charset=utf-8', toYaml);
  serve('/admin/openapi.json', 'admin', 'application/json; charset=utf-8', json);
  serve('/admin/openapi.yaml', 'admin', 'application/yaml; charset=utf-8', toYaml);
}
