import type { TestApp, TestTenant } from '#libs/testing';
import { startBeside } from './other-process.js';

export interface Death {
  /** The number of the message to PostgreSQL, counted from the start of the request. */
  readonly step: number;
  readonly moment: 'before' | 'after';
}

export interface DyingRequest {
  /** Default: POST. */
  readonly method?: string;
  readonly path: string;
  readonly key: string;
  readonly ifMatch?: string;
  readonly body?: object;
}

/** Sends it to another process, which is killed meanwhile by SIGKILL. Returns the response, if there was one. */
export async function sendToDying(
  tenant: TestTenant,
  { step, moment }: Death,
  { method = 'POST', path, key, ifMatch, body }: DyingRequest,
): Promise<{ status: number; text: string } | undefined> {
  const { accessToken } = await tenant.tokens(tenant.admin);
  const other = await startBeside(tenant.testApp, { DIE_AT: String(step), DIE: moment });
  const json = body && { 'content-type': 'application/json' };
  const headers = {
    authorization: `Bearer ${accessToken}`,
    'idempotency-key': key,
    ...json,
    ...(ifMatch && { 'if-match': ifMatch }),
  };
  const answer = await fetch(other.baseUrl + path, { method, headers, body: body && JSON.stringify(body) })
    .then(async (response) => ({ status: response.status, text: await response.text() }))
    .catch(() => undefined);
  other.kill();
  return answer;
}

/** As if the process that held the keys had died some time ago. */
export function letLocksRunOut(testApp: TestApp, { ref }: TestTenant): Promise<unknown> {
  return testApp.database.query(
    `update ${ref.schema}.idempotency_keys set locked_until = now() - interval '1 second' where status = 'in_progress'`,
  );
}
