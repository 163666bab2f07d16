import { answerSchema, type Operation } from './described-api.js';
import { placesOf, type Schema } from './schema.js';

/** Fields are declared to be secrets by their format. */
export const isSecret = ({ format }: Schema): boolean => format === 'password';

export const takesSecret = ({ body }: Operation): boolean => body !== undefined && placesOf(body, isSecret).length > 0;

export function givesSecret(operation: Operation): boolean {
  const schema = answerSchema(operation);
  return schema !== undefined && placesOf(schema, isSecret).length > 0;
}
