import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { fastify } from 'fastify';

const compress = promisify(gzip);
const expand = promisify(gunzip);

let compressed: Promise<Buffer> | undefined;

/** Scalar's program for browsers. 5 MB that few processes are ever asked for: read at the first request, kept compressed. */
export async function scalarBundle(encoding: 'gzip' | 'identity'): Promise<Buffer> {
  compressed ??= readBundle().then((script) => compress(script));
  return encoding === 'gzip' ? compressed : expand(await compressed);
}

/** The package holds the program inside its plugin and gives it out over HTTP only. The page around it is ours, so that our headers fit it. */
async function readBundle(): Promise<Buffer> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const server = fastify();
  await server.register(plugin, { routePrefix: '/reference', configuration: { url: '/openapi.json' } });
  const { rawPayload } = await server.inject('/reference/js/scalar.js');
  await server.close();
  return rawPayload;
}
