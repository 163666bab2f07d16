import type { INestApplicationContext } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { BODY, controllerRoutes, type ControllerRoute } from '#libs/http';
import { hasSecrets } from '#libs/http';
import { isDtoClass } from '#libs/http';

/** Where @nestjs/swagger's @ApiResponse stores the responses of a handler, by status. */
const RESPONSES = 'swagger/apiResponse';

/** How the response of a POST can be produced without repeating it. */
export interface Reread {
  readonly status: number;
  /** Path of the GET that returns the same resource, with `:id`; undefined where there is none. */
  readonly from: string | undefined;
  /** The request or the response contains secrets: no response is stored, each repetition reads the resource instead. */
  readonly isSecret: boolean;
}

/** By path of each POST. The GET to read from is the one documented to return the same type. */
export function rereadRoutes(app: INestApplicationContext): ReadonlyMap<string, Reread> {
  const routes = controllerRoutes(app);
  const addresses = new Map(routes.filter(isReadById).map((route) => [typeOf(route, 200), route.paths[0]!]));
  return new Map(
    routes
      .filter(({ method }) => method === 'POST')
      .flatMap((route) => {
        const status = (Reflect.getMetadata(HTTP_CODE_METADATA, route.handler) ?? 201) as number;
        const type = typeOf(route, status);
        const from = type === undefined ? undefined : addresses.get(type);
        const isSecret = carriesSecrets(route, type);
        return route.paths.map((path) => [path, { status, from, isSecret }] as const);
      }),
  );
}

function carriesSecrets({ parameters }: ControllerRoute, answer: unknown): boolean {
  const bodies = parameters.filter(({ kind }) => kind === BODY).map(({ type }) => type);
  return [...bodies, answer].filter(isDtoClass).some((type) => hasSecrets(type));
}

function isReadById(route: ControllerRoute): boolean {
  const [path = ''] = route.paths;
  return route.method === 'GET' && /^[^:]*\/:id$/.test(path) && typeOf(route, 200) !== undefined;
}

function typeOf({ handler }: ControllerRoute, status: number): unknown {
  const responses = Reflect.getMetadata(RESPONSES, handler) as Record<string, { type?: unknown }> | undefined;
  return responses?.[status]?.type;
}
