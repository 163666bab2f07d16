import type { INestApplicationContext } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { BODY, controllerRoutes, type ControllerRoute } from '#libs/http';
import { hasSecrets } from '#libs/http';
import { isDtoClass } from '#libs/http';

/** Where @nestjs/swagger's @ApiResponse keeps what a handler answers, by status. */
const RESPONSES = 'swagger/apiResponse';

/** How the answer of a POST can be given without doing it again. */
export interface Reread {
  readonly status: number;
  /** Address of what it answers, with `:id`; undefined where no GET answers the same. */
  readonly from: string | undefined;
  /** Passwords, tokens or the like go in or out: no answer is kept, and each repetition reads instead. */
  readonly isSecret: boolean;
}

/** By the path of each POST: a resource that it answers is also answered by the GET which is documented to give the same. */
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
