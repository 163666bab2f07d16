import type { INestApplicationContext } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { Drain, serveHealth } from '#libs/http';

/** The health checks of a worker over HTTP. */
export function workerHealth(app: INestApplicationContext): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  serveHealth(server, app, app.get(Drain, { strict: false }));
  return server;
}
