import { jest } from '@jest/globals';
import pg from 'pg';

export type Moment = 'before' | 'after';
type Query = (this: Wire, ...args: unknown[]) => Promise<unknown>;
type Wire = pg.Client & {
  connectionParameters: { application_name: string };
  connection: { stream: { destroy(): unknown } };
};

/**
 * Closes the connection of the migrator at its n-th statement, as when the process or the network fails. Until
 * `jest.restoreAllMocks()`.
 */
export function cutAt(step: number, moment: Moment): void {
  let statements = 0;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const cut = (client: Wire): unknown => client.connection.stream.destroy();
  const query: Query = async function (...args) {
    const isCut = this.connectionParameters.application_name === 'fieldpilot migrator' && ++statements === step;
    if (isCut && moment === 'before') cut(this);
    const result = await original.apply(this, args);
    if (isCut && moment === 'after') cut(this);
    return result;
  };
  jest.spyOn(prototype, 'query').mockImplementation(query);
}
