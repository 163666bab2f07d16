import { randomUUID } from 'node:crypto';
import { testEach } from '../api/documented-operations.js';
import { keyedCall, takesKey } from '../api/keyed-call.js';
import { givesSecret, takesSecret } from '../api/secret-fields.js';
import type { ContractSuite } from './contract-suite.js';

export const storedResponses: ContractSuite = (operations, contract) => {
  const keyed = operations.filter(takesKey);
  testEach('a key keeps the answer, but where passwords or the like go in or out', keyed, async (operation) => {
    const stage = await contract.stage();
    const key = randomUUID();
    const { status, text } = await stage.send(operation, await keyedCall(stage, operation, key));
    expect(status).toBeLessThan(300);
    const schema = operation.access === 'operator' ? 'public' : await stage.schemaOf(operation);
    const rows = `select response_body, request_hash from ${schema}.idempotency_keys where key = $1`;
    const [kept] = await contract.testApp().database.query(rows, [key]);
    const isKept = !takesSecret(operation) && !givesSecret(operation);
    expect(kept).toEqual({
      response_body: isKept && text !== '' ? text : null,
      request_hash: expect.stringMatching(/^[0-9a-f]{8}\.[\w-]{43}$/),
    });
  });
};
