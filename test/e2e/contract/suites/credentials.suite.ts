import { createHmac } from 'node:crypto';
import { callTo, type TwinStages } from '../../isolation/twin-stages.js';
import type { Operation } from '../api/described-api.js';
import { testEach } from '../api/documented-operations.js';

/** The credential decides on the tenant; an invalid one is refused. */
export function credentials(operations: readonly Operation[], twins: () => TwinStages): void {
  const validCall = (operation: Operation) => callTo(twins(), operation, twins().targets.get(operation.id)!);

  testEach(
    'the credential decides on the tenant, not the host, X-Tenant or the body',
    operations,
    async (operation) => {
      const { a, b } = twins();
      const call = await validCall(operation);
      const named: Record<string, string> = { Host: `${b.tenant.slug}.localhost`, 'X-Tenant': b.tenant.slug };
      for (const [header, value] of Object.entries(named)) {
        const answer = await a.send(operation, { ...call, headers: { ...call.headers, [header]: value } });
        expect(answer).toMatchObject({ status: 403, json: { code: 'auth.tenant_mismatch' } });
      }
      if (!operation.body) return;
      const body = { ...(call.body as object), tenant: b.tenant.slug };
      const answer = await a.send(operation, { ...call, body });
      expect(answer).toMatchObject({ status: 400, json: { code: 'request.unknown_field' } });
    },
  );

  testEach('refuses whoever has no valid credential', operations, async (operation) => {
    const call = await validCall(operation);
    for (const token of [null, 'x', resigned(twins(), -60)]) {
      const { status } = await twins().a.send(operation, { ...call, token });
      expect({ token, status }).toEqual({ token, status: 401 });
    }
  });

  it('a token that is made the same way and has not expired is accepted', async () => {
    const { a } = twins();
    const me = await a.send(a.api.operation('getMe'), { token: resigned(twins(), 60) });
    expect(me.status).toBe(200);
  });
}

/** A's own token, expiring so many seconds from now. */
function resigned({ a }: TwinStages, seconds: number): string {
  const [header, payload] = a.token.split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString('utf8')) as object;
  const changed = { ...claims, exp: Math.floor(Date.now() / 1_000) + seconds };
  const signed = `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}`;
  const { jwt } = a.tenant.testApp.config.secrets;
  return `${signed}.${createHmac('sha256', jwt).update(signed).digest('base64url')}`;
}
