import { Agent, get } from 'node:http';
import type { ProductInUse } from './product-in-use.js';

export interface Fate {
  readonly answered: number;
  /** Statuses that nobody wanted, and how calls failed otherwise, apart from the refusal of new connections. */
  readonly failures: readonly string[];
}

interface Manner {
  readonly keepAlive: boolean;
  readonly pauseMs?: number;
}

/** So many clients that call without a break until the process takes no more connections; each then tells how it fared. */
export function busyClients(use: ProductInUse, count: number, manner: Manner): Promise<Fate>[] {
  return Array.from({ length: count }, () => untilRefused(use, manner));
}

async function untilRefused({ address, authorization }: ProductInUse, { keepAlive, pauseMs }: Manner): Promise<Fate> {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  const failures: string[] = [];
  for (let answered = 0; ; answered += 1) {
    const end = await call(`${address}/v1/facilities?limit=10`, agent, authorization);
    if (end === 'ECONNREFUSED') return { answered, failures };
    if (end !== '200') failures.push(end);
    if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, Math.random() * pauseMs));
  }
}

/** The status, else the code of the error. */
function call(url: string, agent: Agent, authorization: string): Promise<string> {
  return new Promise((resolve) => {
    const request = get(url, { agent, headers: { authorization } }, (response) => {
      response.resume();
      response.once('end', () => resolve(String(response.statusCode)));
      response.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
    request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
