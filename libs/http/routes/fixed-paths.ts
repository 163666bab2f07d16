import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { ControllerRoute } from './controller-routes.js';

interface Place {
  readonly path: string;
  readonly method: HTTPMethods;
}

/** Marks what stands for a method that a fixed path does not take. */
const takenPlace = { isTakenPlace: true };

export function isTakenPlace(config: unknown): boolean {
  return (config as Partial<typeof takenPlace> | undefined)?.isTakenPlace === true;
}

/**
 * POST /v1/equipment/bulk has the form of a machine's address: the router would hand GET of it to GET /v1/equipment/:id, which finds no
 * machine "bulk". A fixed path takes no method but its own; any other is answered as it is on addresses of another form, with 405.
 */
export function keepFixedPaths(fastify: FastifyInstance, routes: readonly ControllerRoute[]): void {
  for (const { path, method } of shadowedPlaces(routes))
    fastify.route({
      url: path,
      method,
      exposeHeadRoute: false,
      config: takenPlace,
      // before the body is read, as with addresses that there are not
      onRequest: (_request, reply) => void reply.callNotFound(),
      handler: (_request, reply) => reply.callNotFound(),
    });
}

function shadowedPlaces(routes: readonly ControllerRoute[]): Place[] {
  const methods = methodsByPath(routes);
  const places = [...methods].flatMap(([path, own]) => {
    const wider = [...methods].filter(([other]) => covers(other, path)).flatMap(([, taken]) => [...taken]);
    return [...new Set(wider)].filter((method) => !own.has(method)).map((method) => ({ path, method }));
  });
  return places;
}

function methodsByPath(routes: readonly ControllerRoute[]): Map<string, Set<HTTPMethods>> {
  const methods = new Map<string, Set<HTTPMethods>>();
  for (const { paths, method } of routes)
    for (const path of paths) {
      const known = methods.get(path) ?? new Set<HTTPMethods>();
      known.add(method);
      // Fastify answers HEAD wherever it answers GET
      if (method === 'GET') known.add('HEAD');
      methods.set(path, known);
    }
  return methods;
}

/** Whether a parameter of one path may stand for a fixed step of the other, and all else is alike. */
function covers(wider: string, path: string): boolean {
  const [all, own] = [wider.split('/'), path.split('/')];
  if (all.length !== own.length) return false;
  const isParameter = (step: string): boolean => step.startsWith(':');
  const fits = all.every((step, at) => isParameter(step) || step === own[at]);
  return fits && all.some((step, at) => isParameter(step) && !isParameter(own[at]!));
}
