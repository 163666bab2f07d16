import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { takeUnexplainedCodes, unexplainedCodesIn, watchAnsweredCodes, type KnownCodes } from './answered-codes.js';

const known: KnownCodes = { problems: new Set(['lift.closed']), fields: new Set(['field.required']) };
const problem = (code: string, ...fields: string[]) => ({
  type: `/problems/${code}`,
  title: 'Conflict',
  code,
  errors: fields.map((each) => ({ pointer: '/name', code: each })),
});
const found = (answer: object) => unexplainedCodesIn(JSON.stringify(answer), known);

it('passes codes that are explained, of a problem also at a field', () => {
  expect(found(problem('lift.closed', 'field.required', 'lift.closed'))).toEqual([]);
});

it('finds others, of problems, of fields and inside other answers', () => {
  expect(found(problem('lift.gone'))).toEqual(['lift.gone']);
  expect(found(problem('lift.closed', 'field.new'))).toEqual(['field.new']);
  expect(found(problem('field.required'))).toEqual(['field.required']);
  expect(found({ items: [{ index: 0, problem: problem('lift.gone') }] })).toEqual(['lift.gone']);
});

it('watches what a server answers', async () => {
  const server = createServer((_request, response) => response.end(Buffer.from(JSON.stringify(problem('lift.gone')))));
  watchAnsweredCodes(server, known);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).text();
  await new Promise((resolve) => server.close(resolve));
  expect(takeUnexplainedCodes()).toEqual(['lift.gone']);
  expect(takeUnexplainedCodes()).toEqual([]);
});
