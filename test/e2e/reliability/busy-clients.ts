import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProductInUse } from './product-in-use.js';

/** The results of a client: statuses, and codes of errors. */
type Answers = string[];

interface Manner {
  readonly keepAlive: boolean;
  readonly pauseMs?: number;
}

export interface BusyClients {
  readonly answers: readonly Answers[];
  /** Resolves when the process accepts no more connections, which is all that may stop the clients. */
  readonly refused: Promise<unknown>;
}

/** So many clients that call one after the other. */
export function busyClients(use: ProductInUse, count: number, manner: Manner): BusyClients {
  const answers = Array.from({ length: count }, (): Answers => []);
  return { answers, refused: Promise.all(answers.map((list) => callUntilRefused(use, manner, list))) };
}

async function callUntilRefused({ address, authorization }: ProductInUse, manner: Manner, answers: Answers) {
  const agent = new Agent({ keepAlive: manner.keepAlive, maxSockets: 1 });
  for (;;) {
    const end = await call(`${address}/v1/facilities?limit=10`, agent, authorization);
    if (end === 'ECONNREFUSED') return;
    answers.push(end);
    if (manner.pauseMs !== undefined) await delay(Math.random() * manner.pauseMs);
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
