import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { BODY, QUERY } from '../routes/controller-routes.js';
import { problemType } from '../problem/problem.js';
import { addExamples } from './add-examples.js';
import { enumerationSchemas } from '../fields/enumeration.js';
import { attributeSchemas } from '../fields/object-fields.js';
import { dtoClasses, tightenBody, type DtoClasses } from './body-schemas.js';
import { completeOperation, type Operation } from './complete-operation.js';
import { eventSchemas, eventWebhooks } from './event-webhooks.js';
import { exampleRows } from './example-rows.js';
import { introduction } from './introduction.js';
import { relaxNullableReferences } from './nullable-references.js';
import { operatorIntroduction } from './operator-introduction.js';
import { sharedProblemResponses } from './problem-responses.js';
import { itemProblemSchemas, problemSchemas } from './problem-schemas.js';
import { tightenQuery } from './query-schemas.js';
import { reachableSchemas } from './reachable-schemas.js';
import type { Schemas } from './sample.js';
import { sharedHeaders, sharedParameters } from './shared-headers.js';
import { sectionDescription } from './section.js';

export interface DocumentOptions {
  readonly version: string;
  readonly publicUrl?: string;
}

interface Surface {
  readonly title: string;
  readonly description: string;
  readonly scheme: string;
  /** Describes what is sent as `Authorization: Bearer …`. */
  readonly credential: string;
  /** A path of this surface, for the examples of problems. */
  readonly path: string;
  readonly includes: (path: string) => boolean;
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

export const tenantSurface: Surface = {
  title: 'FieldPilot API',
  description: introduction,
  scheme: 'bearer',
  credential:
    'The access token that `POST /v1/auth/login` gives, of which `POST /v1/auth/refresh` gives the next one; or an API key of `POST /v1/api-keys`.',
  path: '/v1/work-orders',
  includes: (path) => !path.startsWith('/admin/'),
};

export const adminSurface: Surface = {
  title: 'FieldPilot operator API',
  description: operatorIntroduction,
  scheme: 'operatorBearer',
  credential:
    'The access token that `POST /admin/v1/auth/login` gives; `POST /admin/v1/auth/refresh` gives the next one.',
  path: '/admin/v1/auth/logout',
  includes: (path) => path.startsWith('/admin/'),
};

/** The OpenAPI 3.1 documents, made from the controllers' metadata alone. */
export function openApiDocuments(
  app: INestApplication,
  options: DocumentOptions,
): { tenant: OpenAPIObject; admin: OpenAPIObject } {
  return { tenant: documentOf(app, tenantSurface, options), admin: documentOf(app, adminSurface, options) };
}

function documentOf(app: INestApplication, surface: Surface, options: DocumentOptions): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, documentBase(surface, options), {
    // the handler's name is the operationId: listWorkOrders, completeWorkOrder
    operationIdFactory: (_controller, method) => method,
    autoTagControllers: false,
  });
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => surface.includes(path)));
  const schemas = {
    ...document.components?.schemas,
    ...enumerationSchemas(),
    ...attributeSchemas,
    ...(problemSchemas as object),
    ...eventSchemas(),
  } as Schemas;
  relaxNullableReferences(schemas);
  const bodies = dtoClasses(app, BODY);
  const queries = dtoClasses(app, QUERY);
  for (const [path, method, operation] of operations(document)) {
    completeOperation(operation, path, method, surface.scheme);
    tightenBody(operation, bodies, schemas);
    tightenQuery(operation, queries);
  }
  exemplifyAll(document, bodies, schemas);
  assertUniqueIds(document);
  if (surface === tenantSurface) document.webhooks = eventWebhooks(schemas);
  document.tags = tagsOf(document);
  completeComponents(document, schemas, surface);
  return document;
}

function exemplifyAll(document: OpenAPIObject, bodies: DtoClasses, schemas: Schemas): void {
  const all = operations(document);
  const rows = exampleRows(all, schemas);
  for (const [path, method, operation] of all)
    addExamples(operation, [path, method], { schemas, rows, body: bodies.get(operation.operationId ?? '') });
}

function documentBase(
  { title, description, scheme, credential }: Surface,
  { version, publicUrl }: DocumentOptions,
): Omit<OpenAPIObject, 'paths'> {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .setContact('FieldPilot', publicUrl ?? 'https://fieldpilot.example', 'support@fieldpilot.example')
    .addServer(publicUrl ?? '/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: credential }, scheme)
    .build();
  (frame.info as unknown as Record<string, unknown>)['license'] = {
    name: 'Proprietary',
    identifier: 'LicenseRef-Proprietary',
  };
  return frame;
}

function operations({ paths }: Pick<OpenAPIObject, 'paths'>): [string, string, Operation][] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) =>
      item[method] ? [[path, method, item[method] as unknown as Operation] as [string, string, Operation]] : [],
    ),
  );
}

function assertUniqueIds(document: OpenAPIObject): void {
  const seen = new Set<string>();
  for (const [path, method, { operationId = '' }] of operations(document)) {
    if (seen.has(operationId))
      throw new Error(`Two handlers are named ${operationId}, one of them ${method} ${path}: names are operationIds.`);
    seen.add(operationId);
  }
}

function tagsOf(document: OpenAPIObject): { name: string; description: string }[] {
  const all = [...operations(document), ...operations({ paths: document.webhooks ?? {} })];
  const names = new Set(all.flatMap(([, , operation]) => operation.tags ?? []));
  return [...names].sort().map((name) => ({ name, description: sectionDescription(name) }));
}

function namedIn(document: string): (code: string) => boolean {
  return (code) => document.includes(`"${problemType(code)}"`);
}

/** Nest collects the schemas and responses of all controllers; a document includes only those that its own operations use. */
function completeComponents(document: OpenAPIObject, schemas: Schemas, surface: Surface): void {
  const isTenant = surface === tenantSurface;
  const reachable = reachableComponents([document.paths, document.webhooks], {
    schemas: { ...schemas, ...itemProblemSchemas(schemas), ...problemSchemas(() => true) },
    responses: sharedProblemResponses(isTenant, surface.path),
    parameters: sharedParameters,
    headers: sharedHeaders(isTenant),
  });
  document.components = { ...document.components, ...reachable };
  // the operators' document leaves out problems that only tenants meet
  const isNamed = namedIn(JSON.stringify([document.paths, document.components.responses]));
  if (!isTenant) Object.assign(document.components.schemas ?? {}, problemSchemas(isNamed));
}

function reachableComponents(paths: unknown, components: Record<string, object>): object {
  const reachable = reachableSchemas(paths, components as Record<string, Record<string, unknown>>);
  const pick = (section: string): [string, unknown][] =>
    Object.entries(components[section]!).filter(([name]) => reachable.has(`#/components/${section}/${name}`));
  return Object.fromEntries(Object.keys(components).map((section) => [section, Object.fromEntries(pick(section))]));
}
