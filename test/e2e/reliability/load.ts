import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, ProductInUse } from './product-in-use.js';

export interface Load {
  readonly answers: Answer[];
  /** Once the last call is answered. */
  stop(): Promise<Answer[]>;
}

/** So many clients that read and write in turn, one call after the other. */
export function putUnderLoad(use: ProductInUse, clients: number): Load {
  const answers: Answer[] = [];
  let isOver = false;
  const client = async (): Promise<void> => {
    for (let n = 0; !isOver; n += 1) {
      const answer = await (n % 2 === 0 ? use.create() : use.list());
      answers.push(answer);
      // as clients should when they are refused for now
      if (answer.status !== 200 && answer.status !== 201) await delay(50);
    }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  const stop = async (): Promise<Answer[]> => {
    isOver = true;
    await running;
    return answers;
  };
  return { answers, stop };
}

export const isDone = ({ status }: Answer): boolean => status === 200 || status === 201;

export const isRefused = ({ status, type }: Answer): boolean =>
  status === 503 && type.startsWith('application/problem+json');

/** The ids of confirmed creations. */
export function made(answers: readonly Answer[]): string[] {
  return answers.flatMap(({ status, id }) => (status === 201 ? [id!] : []));
}
