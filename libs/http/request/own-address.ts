import type { FastifyRequest } from 'fastify';

const hostForm = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[a-f\d:.]+\])(?::\d{1,5})?$/i;

/** Where the client has reached us, which trusted proxies alone can tell otherwise than the request itself; undefined where that is no address. */
export function ownAddress({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string | undefined {
  const isAddress = /^https?$/.test(protocol) && hostForm.test(host ?? '');
  return isAddress ? `${protocol}://${host.toLowerCase()}` : undefined;
}
