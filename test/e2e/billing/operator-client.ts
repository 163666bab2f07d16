import type { HttpClient, TestTenant } from '#libs/testing';
import type { OperatorRole } from '#libs/kernel';
import { addOperator } from '../contract/api/stage.js';

/** A client signed in as a new operator. */
export async function operatorClient(tenant: TestTenant, role: OperatorRole = 'admin'): Promise<HttpClient> {
  const account = await addOperator(tenant, role);
  const { body } = await tenant.testApp.anonymous.post('/admin/v1/auth/login').send(account).expect(200);
  return tenant.testApp.withToken(body.accessToken as string);
}
