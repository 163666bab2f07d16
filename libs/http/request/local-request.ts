import type { FastifyRequest } from 'fastify';

const loopback = /^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/;
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether the request comes from this machine and is addressed to it. A proxy forwards the requests of others, and a page of another site
 * can reach this machine under a host name of its own (DNS rebinding).
 */
export function isLocalRequest({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((name) => name in headers);
  return !isForwarded && loopback.test(socket.remoteAddress ?? '') && localHost.test(headers.host ?? '');
}
