import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, type Exception, type Finding } from '../../scripts/fuzz/exceptions.mjs';
import { readReport, together, type Report } from '../../scripts/fuzz/report.mjs';
import { repository } from './run-tool.js';

const accepted = 'positive_data_acceptance';
const unknownDoor: Exception = { check: accepted, code: 'door.unknown', reason: 'Ids have to exist.' };
const finding = (changes: Partial<Finding>): Finding => ({
  check: accepted,
  operation: 'POST /v1/doors',
  message: 'rejected',
  codes: ['door.unknown'],
  ...changes,
});

const unexpected = (changes: Partial<Finding>, exception: Exception = unknownDoor): number =>
  judge([finding(changes)], [exception]).unexpected.length;

describe('the judging of what fuzzing finds', () => {
  it('lets pass what is listed for its check and code, and nothing else', () => {
    expect(unexpected({})).toBe(0);
    expect(unexpected({ check: 'not_a_server_error' })).toBe(1);
    expect(unexpected({ codes: ['door.locked'] })).toBe(1);
    expect(unexpected({ codes: [] })).toBe(1);
    expect(unexpected({ codes: ['door.unknown', 'door.locked'] })).toBe(1);
  });

  it('takes a code that ends in a star for all that begin like it', () => {
    const ofDoors = { ...unknownDoor, code: 'door.*' };
    expect(unexpected({ codes: ['door.unknown', 'door.locked'] }, ofDoors)).toBe(0);
    expect(unexpected({ codes: ['doorstep.unknown'] }, ofDoors)).toBe(1);
  });

  it('holds exceptions to the operations and messages that they name', () => {
    expect(unexpected({}, { ...unknownDoor, operations: ['POST /v1/doors'] })).toBe(0);
    expect(unexpected({}, { ...unknownDoor, operations: ['PATCH /v1/doors/{id}'] })).toBe(1);
    expect(unexpected({}, { ...unknownDoor, says: 'parameter' })).toBe(1);
  });

  it('names exceptions that nothing needed', () => {
    const unneeded = { ...unknownDoor, code: 'door.gone' };
    expect(judge([finding({})], [unknownDoor, unneeded]).unused).toEqual([unneeded]);
  });

  it('has a reason for every exception, and lists none twice', () => {
    const listed = JSON.parse(readFileSync(join(repository, 'test/fuzz/exceptions.json'), 'utf8')) as Exception[];
    for (const { reason } of listed) expect(reason).toMatch(/\w.{20,}\.$/);
    expect(new Set(listed.map(({ check, code }) => `${check} ${code}`)).size).toBe(listed.length);
  });
});

describe('the report of a run', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'fieldpilot-fuzz-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const base64 = (value: unknown) => ({ $base64: Buffer.from(JSON.stringify(value)).toString('base64') });
  const scenario = (answer: unknown) => ({
    label: 'POST /v1/doors',
    cases: { a: { value: { method: 'POST', path: '/v1/doors' } } },
    interactions: {
      a: {
        request: { method: 'POST', uri: 'http://here/v1/doors' },
        response: { status_code: 422, content: base64(answer) },
      },
    },
    checks: {
      a: [
        { name: 'not_a_server_error', status: 'success' },
        {
          name: accepted,
          status: 'failure',
          failure_info: { failure: { operation: 'POST /v1/doors', title: 'Rejected', message: 'valid' } },
        },
      ],
    },
  });

  it.each([
    ['the code of the problem', { code: 'door.unknown' }, ['door.unknown']],
    ['the codes of the fields', { code: 'request.invalid', errors: [{ code: 'a' }, { code: 'b' }] }, ['a', 'b']],
    ['no code of what is no problem', [], []],
  ])('tells calls, statuses, and findings with %s', async (_, answer, codes) => {
    const file = join(folder, 'report.ndjson');
    const events = [
      { LoadingFinished: { statistic: { operations: { total: 3 } } } },
      { ScenarioFinished: { recorder: scenario(answer) } },
    ];
    writeFileSync(file, events.map((event) => JSON.stringify(event)).join('\n'));
    const report = await readReport(file);
    expect(report).toMatchObject({ calls: 1, total: 3, statuses: { 422: 1 }, operations: new Set(['POST /v1/doors']) });
    expect(report.findings).toEqual([expect.objectContaining({ check: accepted, operation: 'POST /v1/doors', codes })]);
  });

  it('is put together with that of the other document', () => {
    const report = (path: string, status: string): Report => ({
      calls: 2,
      total: 3,
      operations: new Set([path]),
      statuses: { 200: 1, [status]: 1 },
      findings: [{ ...finding({ operation: path }), request: path, answer: status }],
    });
    const both = together(report('GET /v1/doors', '404'), report('GET /admin/v1/doors', '422'));
    expect(both).toMatchObject({ calls: 4, total: 6, statuses: { 200: 2, 404: 1, 422: 1 } });
    expect([...both.operations]).toEqual(['GET /v1/doors', 'GET /admin/v1/doors']);
    expect(both.findings.map(({ request }) => request)).toEqual(['GET /v1/doors', 'GET /admin/v1/doors']);
  });
});
