import type { INestApplicationContext } from '@nestjs/common';
import { BODY, controllerRoutes } from '../routes/controller-routes.js';
import { fieldsOf, type DtoClass } from '../fields/index.js';
import type { Operation } from './complete-operation.js';
import type { Schema, Schemas } from './sample.js';

type BodyClasses = ReadonlyMap<string, DtoClass>;

/** The DTO class of each operation's body. An operation is named after its handler. */
export function bodyClasses(app: INestApplicationContext): BodyClasses {
  return new Map(
    controllerRoutes(app).flatMap(({ name, parameters }) =>
      parameters.filter(({ kind }) => kind === BODY).map(({ type }) => [name, type as DtoClass] as const),
    ),
  );
}

/**
 * Takes defaults out of the document that are not applied. PartialType makes a field optional and copies its description with the default,
 * but an absent field keeps its value in a PATCH: a client that filled in the default would change what it did not mean to.
 */
export function dropUnusedDefaults(operation: Operation, classes: BodyClasses, schemas: Schemas): void {
  const type = classes.get(operation.operationId ?? '');
  if (!type) return;
  const fields = fieldsOf(type);
  for (const [name, property] of Object.entries(bodySchema(operation, schemas)?.properties ?? {})) {
    if (fields.get(name)?.default === undefined) delete (property as { default?: unknown }).default;
  }
}

function bodySchema({ requestBody }: Operation, schemas: Schemas): Schema | undefined {
  const { schema } = (requestBody?.content?.['application/json'] ?? {}) as { schema?: Schema };
  return schema?.$ref === undefined ? schema : schemas[schema.$ref.replace('#/components/schemas/', '')];
}
