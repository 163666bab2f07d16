import { isDeepStrictEqual } from 'node:util';
import type { Comparison } from './comparison.js';

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

type Answer = Record<string, unknown>;

// Fields whose values differ from response to response.
const incidental = ['id', 'workOrderNumber', 'createdAt', 'updatedAt', 'nextCursor'];

/** The comparison is fair only when the product and both floors return the same data. */
export async function assertAgreement({ ports, token }: Comparison, question: Question): Promise<void> {
  for (const port of [ports.floor, ports.best]) await assertSameAnswer(ports.product, port, token, question);
}

export async function assertSameAnswer(
  product: number,
  other: number,
  token: string,
  question: Question,
): Promise<void> {
  const [expected, answer] = [await answerOf(product, token, question), await answerOf(other, token, question)];
  const difference = firstDifference(comparable(question, answer), comparable(question, expected));
  if (difference !== undefined)
    throw new Error(`${question.method} ${question.path} of port ${other} differs from the product: ${difference}`);
}

/** Where two answers part, and what each says there: a page whole would hide it. */
function firstDifference(answer: unknown, expected: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(answer, expected)) return undefined;
  if (!isObject(answer) || !isObject(expected))
    return `${path} is ${JSON.stringify(answer)}, not ${JSON.stringify(expected)}`;
  const names = new Set([...Object.keys(expected), ...Object.keys(answer)]);
  for (const name of names) {
    const difference = firstDifference(answer[name], expected[name], `${path}/${name}`);
    if (difference !== undefined) return difference;
  }
  return `${path} differs in kind`;
}

const isObject = (value: unknown): value is Answer => typeof value === 'object' && value !== null;

function comparable({ method }: Question, answer: Answer): Answer {
  const isNew = method === 'POST';
  const members = Object.entries(answer).map(([name, value]) =>
    incidental.includes(name) && (isNew || name === 'nextCursor') ? [name, typeof value] : [name, value],
  );
  return Object.fromEntries(members) as Answer;
}

async function answerOf(port: number, token: string, { method, path, body }: Question): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} is answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
