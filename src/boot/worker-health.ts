import type { INestApplicationContext } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { Drain, serveHealth } from '#libs/http';

/** What a worker answers over HTTP: whether it lives and is ready, for whoever watches over it. */
export function workerHealth(app: INestApplicationContext): FastifyInstance {
  const server = fastify({ forceCloseConnections: true });
  serveHealth(server, app, app.get(Drain, { strict: false }));
  return server;
}
