import type { HttpClient } from '#libs/testing';

export interface MadeKey {
  readonly id: string;
  readonly key: string;
  readonly etag: string;
}

export async function makeKey(client: HttpClient, scopes: readonly string[], more: object = {}): Promise<MadeKey> {
  const body = { name: 'Gateway', scopes, ...more };
  const made = await client.post('/v1/api-keys').send(body).expect(201);
  return { id: made.body.id, key: made.body.key, etag: made.headers['etag'] as string };
}

export const changeKey = (client: HttpClient, { id, etag }: MadeKey, body: object) =>
  client.patch(`/v1/api-keys/${id}`).set('If-Match', etag).send(body);

export const rotateKey = (client: HttpClient, { id, etag }: MadeKey, body: object = {}) =>
  client.post(`/v1/api-keys/${id}/rotate`).set('If-Match', etag).send(body);

export const revokeKey = (client: HttpClient, { id }: MadeKey) => client.post(`/v1/api-keys/${id}/revoke`).expect(200);
