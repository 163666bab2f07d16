import { testEach } from '../api/documented-operations.js';
import { keyedCall, takesKey } from '../api/keyed-call.js';
import { transactionFault } from '../api/transactions.js';
import type { ContractSuite } from './contract-suite.js';

export const oneTransaction: ContractSuite = (operations, contract) => {
  const keyed = operations.filter(takesKey);
  testEach('a POST writes in one transaction, or in steps', keyed, async (operation) => {
    const stage = await contract.stage();
    const call = await keyedCall(stage, operation);
    let status = 0;
    const fault = await transactionFault(operation, async () => ({ status } = await stage.send(operation, call)));
    expect(status).toBeLessThan(300);
    expect(fault).toBeUndefined();
  });
};
