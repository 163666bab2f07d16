import { fastify } from 'fastify';

/**
 * Scalar's program for browsers, 5 MB that few processes are ever asked for. The package holds it inside its plugin and gives it out over
 * HTTP only. The page around it is ours, so that our headers fit it.
 */
export async function readScalarBundle(): Promise<Buffer> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const server = fastify();
  await server.register(plugin, { routePrefix: '/reference', configuration: { url: '/openapi.json' } });
  const { rawPayload } = await server.inject('/reference/js/scalar.js');
  await server.close();
  return rawPayload;
}
