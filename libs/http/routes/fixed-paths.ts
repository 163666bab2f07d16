import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { ControllerRoute } from './controller-routes.js';

interface ShadowedMethod {
  readonly path: string;
  readonly method: HTTPMethods;
}

/** Marks the routes that respond for methods which a fixed path does not have. */
const methodNotAllowed = { isMethodNotAllowedRoute: true };

export function isMethodNotAllowedRoute(config: unknown): boolean {
  return (config as Partial<typeof methodNotAllowed> | undefined)?.isMethodNotAllowedRoute === true;
}

/**
 * POST /v1/equipment/bulk has the form of an equipment's path, so the router would pass GET to GET /v1/equipment/:id, which finds no
 * equipment "bulk". Other methods of a fixed path get 405, as on all other paths.
 */
export function protectFixedPaths(fastify: FastifyInstance, routes: readonly ControllerRoute[]): void {
  for (const { path, method } of shadowedMethods(routes))
    fastify.route({
      url: path,
      method,
      exposeHeadRoute: false,
      config: methodNotAllowed,
      // before the body is read, as on unknown paths
      onRequest: (_request, reply) => void reply.callNotFound(),
      handler: (_request, reply) => reply.callNotFound(),
    });
}

function shadowedMethods(routes: readonly ControllerRoute[]): ShadowedMethod[] {
  const methods = methodsByPath(routes);
  const ofLength = Map.groupBy(
    [...methods].map(([path, taken]) => ({ steps: path.split('/'), taken })),
    ({ steps }) => steps.length,
  );
  return [...methods].flatMap(([path, own]) => {
    const steps = path.split('/');
    const wider = ofLength.get(steps.length)!.filter((other) => covers(other.steps, steps));
    const others = new Set(wider.flatMap(({ taken }) => [...taken]));
    return [...others].filter((method) => !own.has(method)).map((method) => ({ path, method }));
  });
}

function methodsByPath(routes: readonly ControllerRoute[]): Map<string, Set<HTTPMethods>> {
  const methods = new Map<string, Set<HTTPMethods>>();
  for (const { paths, method } of routes)
    for (const path of paths) {
      const known = methods.get(path) ?? new Set<HTTPMethods>();
      known.add(method);
      // Fastify adds HEAD to every GET
      if (method === 'GET') known.add('HEAD');
      methods.set(path, known);
    }
  return methods;
}

const isParameter = (step: string): boolean => step.startsWith(':');

/** Whether two paths of one length differ only where the first has a parameter and the second a fixed segment. */
function covers(wider: readonly string[], path: readonly string[]): boolean {
  const fits = wider.every((step, at) => isParameter(step) || step === path[at]);
  return fits && wider.some((step, at) => isParameter(step) && !isParameter(path[at]!));
}
