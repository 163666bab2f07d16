import { fastify } from 'fastify';

/**
 * Scalar's browser bundle, 5 MB that few processes ever serve. The package contains it only inside its plugin, which serves it over HTTP.
 * The surrounding page is our own, so that our headers fit it.
 */
export async function readScalarBundle(): Promise<Buffer> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const server = fastify();
  await server.register(plugin, { routePrefix: '/reference', configuration: { url: '/openapi.json' } });
  const { rawPayload } = await server.inject('/reference/js/scalar.js');
  await server.close();
  return rawPayload;
}
