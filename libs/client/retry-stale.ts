import { ifMatch } from './if-match.js';
import { ProblemError } from './problem-error.js';

/** An answer as the calls of the client give it. */
export interface Read<T> {
  readonly data: T;
  readonly response: Response;
}

export type IfMatch = ReturnType<typeof ifMatch>;

/**
 * Reads, and sends what follows from what was read with its ETag. When somebody else was first (412), both again, at most `attempts` times:
 * so nobody's change is overwritten, and `send` decides on what is there now.
 * @throws ProblemError the last 412, and every other refusal at once
 */
export async function retryStale<T, R>(
  read: () => Promise<Read<T>>,
  send: (current: T, header: IfMatch) => Promise<R>,
  { attempts = 3 }: { readonly attempts?: number } = {},
): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    const { data, response } = await read();
    try {
      return await send(data, ifMatch(response));
    } catch (error) {
      if (attempt >= attempts || !(error instanceof ProblemError) || error.status !== 412) throw error;
    }
  }
}
