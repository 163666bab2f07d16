import { ifMatch } from './if-match.js';
import { ProblemError } from './problem-error.js';

/** The result of a call of the client. */
export interface Read<T> {
  readonly data: T;
  readonly response: Response;
}

export type IfMatch = ReturnType<typeof ifMatch>;

/**
 * Reads a resource and sends a change that depends on it, with the ETag that was read. When somebody else has changed it in between (412),
 * both are repeated, at most `attempts` times, so that no change is overwritten and `send` always decides on current data.
 * @throws ProblemError the last 412, or any other problem at once
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
