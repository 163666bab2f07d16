import type { FastifyRequest } from 'fastify';

const hostForm = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[a-f\d:.]+\])(?::\d{1,5})?$/i;

/** The address by which the client reached this server, as trusted proxies report it; undefined where that is not valid. */
export function ownAddress({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string | undefined {
  const isAddress = /^https?$/.test(protocol) && hostForm.test(host ?? '');
  return isAddress ? `${protocol}://${host.toLowerCase()}` : undefined;
}
