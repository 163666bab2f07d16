import type { INestApplicationContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension } from '@nestjs/swagger';
import { DEPRECATION, deprecationFault, deprecationHeaders, type Deprecation } from '../deprecation/deprecated.js';
import { TAKES_FILE, type RouteFacts } from './route-facts.js';
import { fieldsOf, isDtoClass } from '../fields/index.js';
import { ACCESS, type Access } from '../access/access.js';
import { BODY, controllerRoutes, QUERY, type ControllerRoute, type HandlerParameter } from './controller-routes.js';

/** The field of a body that names a device. */
const DEVICE_TOKEN = 'deviceToken';

/** Where @nestjs/swagger's @ApiProduces keeps its types. */
const PRODUCES = 'swagger/apiProduces';

/**
 * Stores in each route, before Nest registers it, who may call it and which input it takes.
 * @throws Error with every route that declares no access, or has input that would not be validated
 */
export function prepareRoutes(app: INestApplicationContext): void {
  const faults: string[] = [];
  for (const route of controllerRoutes(app)) {
    const access = accessOf(route);
    faults.push(...faultsOf(route, access).map((fault) => `${route.controller.name}.${route.name} ${fault}`));
    if (access) declare(route, access);
  }
  if (faults.length > 0) throw new Error(`Routes are not declared completely:\n  ${faults.join('\n  ')}`);
}

/** A decorator on the handler overrides one on its controller. */
function accessOf({ handler, controller }: ControllerRoute): Access | undefined {
  return (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as Access | undefined;
}

function deprecationOf({ handler, controller }: ControllerRoute): Deprecation | undefined {
  return (Reflect.getMetadata(DEPRECATION, handler) ?? Reflect.getMetadata(DEPRECATION, controller)) as
    Deprecation | undefined;
}

function faultsOf(route: ControllerRoute, access: Access | undefined): string[] {
  const { paths, parameters } = route;
  const faults: string[] = [];
  if (!access)
    faults.push('has neither @Permission(), @SignedIn(), @Public(), @OperatorPermission() nor @OperatorOnly()');
  const isAdmin = paths.some((path) => path.startsWith('/admin/'));
  if (access?.kind === 'operator' && !isAdmin) faults.push('is for operators but does not lie below /admin/v1');
  if (isAdmin && access && access.kind !== 'operator' && access.kind !== 'public')
    faults.push('lies below /admin/v1 but is neither @OperatorPermission() nor @OperatorOnly()');
  if (parameters.some(isPickedByName))
    faults.push('picks a single query parameter or body member: declare a DTO, so that the others are refused');
  if (parameters.some(isUnchecked))
    faults.push('takes a query or body that is no class at run time: declare a DTO, and import it as a value');
  const wrongDates = deprecationFault(deprecationOf(route));
  if (wrongDates) faults.push(wrongDates);
  return faults;
}

function isPickedByName({ kind, data }: HandlerParameter): boolean {
  return (kind === QUERY || kind === BODY) && typeof data === 'string';
}

function isUnchecked({ kind, data, type }: HandlerParameter): boolean {
  return (kind === QUERY || kind === BODY) && typeof data !== 'string' && !isDtoClass(type);
}

function declare(route: ControllerRoute, access: Access): void {
  const { controller, name, handler, parameters } = route;
  const deprecation = deprecationOf(route);
  const facts: RouteFacts = {
    access,
    takesQuery: parameters.some(({ kind }) => kind === QUERY),
    takesBody: parameters.some(({ kind }) => kind === BODY),
    takesFile: Reflect.hasMetadata(TAKES_FILE, handler),
    takesDevice: parameters.some(
      ({ kind, type }) => kind === BODY && isDtoClass(type) && fieldsOf(type).has(DEVICE_TOKEN),
    ),
    produces: (Reflect.getMetadata(PRODUCES, handler) ?? Reflect.getMetadata(PRODUCES, controller) ?? []) as string[],
    deprecation: deprecation && deprecationHeaders(deprecation),
  };
  const descriptor = { value: handler };
  RouteConfig({ facts })(controller.prototype as object, name, descriptor);
  ApiExtension('x-access', access)(controller.prototype as object, name, descriptor);
  if (deprecation) ApiExtension('x-deprecation', deprecation)(controller.prototype as object, name, descriptor);
}
