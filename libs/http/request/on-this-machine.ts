import type { FastifyRequest } from 'fastify';

const loopback = /^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/;
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether somebody on this very machine asks, of this very machine. A proxy asks for others, and a page whose name leads here for whoever
 * made it.
 */
export function isOnThisMachine({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((name) => name in headers);
  return !isForwarded && loopback.test(socket.remoteAddress ?? '') && localHost.test(headers.host ?? '');
}
