import fc from 'fast-check';
import type { Attacker } from '../api/attacker.js';
import type { Operation } from '../api/described-api.js';
import { testEach } from '../api/documented-operations.js';
import { propertyOptions } from '../api/hostile-sample.js';
import { hostileBodies as bodies, TEN_MEGABYTES } from '../api/hostile-values.js';

const unknownTypes = [
  'application/json; charset=utf-16',
  'application/json, text/plain',
  'application/',
  '',
  ';',
  'application/jsonx',
  'a'.repeat(5_000),
];

/** Bodies as a whole. */
export function hostileBodies(operations: readonly Operation[], attacker: () => Attacker): void {
  const taking = operations.filter(({ body }) => body !== undefined);
  const statusOf = async (operation: Operation, body: string | Buffer): Promise<number> =>
    (await attacker().attack(operation, { body })).status;

  testEach('a body that is no request is refused', taking, async (operation) => {
    for (const [name, body] of bodies) expect([name, (await statusOf(operation, body)) >= 400]).toEqual([name, true]);
  });

  testEach('a body that is cut off is refused', taking, async (operation) => {
    const length = JSON.stringify(attacker().valid(operation).body).length;
    const property = fc.asyncProperty(fc.integer({ min: 1, max: length - 1 }), async (end) => {
      const text = JSON.stringify(attacker().valid(operation).body);
      expect(await statusOf(operation, text.slice(0, Math.min(end, text.length - 1)))).toBeGreaterThanOrEqual(400);
    });
    await fc.assert(property, propertyOptions);
  });

  testEach('a body of any JSON there is, is answered', taking, async (operation) => {
    const property = fc.asyncProperty(fc.json({ maxDepth: 4, stringUnit: 'binary' }), async (body) => {
      await statusOf(operation, body);
    });
    await fc.assert(property, propertyOptions);
  });

  const changing = operations.filter(({ method }) => method !== 'GET');
  testEach('a body of ten megabytes is too large', changing, async (operation) => {
    expect(await statusOf(operation, TEN_MEGABYTES)).toBe(413);
  });

  testEach('a body of a media type that nobody knows is answered', taking, async (operation) => {
    for (const type of unknownTypes) await attacker().attack(operation, { headers: { 'Content-Type': type } });
    const { status } = await attacker().attack(operation, { headers: { 'Content-Type': 'application/jsonx' } });
    expect(status).toBe(415);
  });
}
