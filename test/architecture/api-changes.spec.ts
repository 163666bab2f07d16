import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowedChange } from '../../scripts/api-changes/allowed-change.mjs';
import { breakingChanges } from '../../scripts/api-changes/breaking-changes.mjs';
import { repository } from './run-tool.js';

const door = {
  type: 'object',
  required: ['name', 'state'],
  properties: {
    name: { type: 'string', maxLength: 20 },
    state: { type: 'string', enum: ['open', 'shut'] },
    width: { type: ['number', 'null'] },
    twin: { anyOf: [{ $ref: '#/components/schemas/Door' }, { type: 'null' }] },
  },
};
const { twin: _twin, ...fields } = door.properties;
const newDoor = { ...door, properties: fields, required: ['name'] };
const json = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });

const openedEvent = () => ({
  dataVersion: { type: 'integer', const: 1 },
  data: { $ref: '#/components/schemas/DoorOpenedData' },
});

function aDocument() {
  return {
    info: { version: '1.0.0' },
    components: {
      schemas: {
        Door: structuredClone(door),
        NewDoor: structuredClone(newDoor),
        DoorOpened: { type: 'object', required: ['dataVersion', 'data'], properties: openedEvent() },
        DoorOpenedData: structuredClone(newDoor),
      },
    },
    webhooks: { 'door.opened': { post: { requestBody: { content: json('DoorOpened') } } } },
    paths: {
      '/v1/doors': {
        get: {
          operationId: 'listDoors',
          security: [{ bearer: [] }],
          'x-permission': 'doors:read',
          parameters: [{ in: 'query', name: 'q', schema: { type: 'string' } }],
          responses: { '200': { headers: { Link: {} }, content: json('Door') }, '403': {} },
        },
        post: {
          operationId: 'createDoor',
          security: [],
          requestBody: { required: true, content: json('NewDoor') },
          responses: { '201': { content: json('Door') } },
        },
      },
    },
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each case changes whatever part of a document it is about
type Document = any;

/** The changes that are reported after one edit of the document. */
function after(
  change: (parts: { door: Document; fresh: Document; get: Document; post: Document }, all: Document) => void,
) {
  const changed: Document = aDocument();
  const { Door, NewDoor } = changed.components.schemas;
  change({ door: Door, fresh: NewDoor, ...changed.paths['/v1/doors'] }, changed);
  return breakingChanges(aDocument(), changed);
}

describe('a document breaks its clients when', () => {
  it.each<[string, string, Parameters<typeof after>[0]]>([
    ['an operation goes', 'POST /v1/doors: is gone', (_, all) => delete all.paths['/v1/doors'].post],
    [
      'an operationId changes',
      'GET /v1/doors: operationId is doors, was listDoors: generated clients call it by name',
      ({ get }) => (get.operationId = 'doors'),
    ],
    [
      'a credential is asked for',
      'POST /v1/doors: needs a credential now',
      ({ post }) => (post.security = [{ bearer: [] }]),
    ],
    [
      'another permission is needed',
      'GET /v1/doors: needs the permission doors:list now',
      ({ get }) => (get['x-permission'] = 'doors:list'),
    ],
    ['a parameter goes', 'GET /v1/doors: query q is gone', ({ get }) => (get.parameters = [])],
    [
      'a parameter becomes required',
      'GET /v1/doors: query q is required now',
      ({ get }) => (get.parameters[0].required = true),
    ],
    [
      'a parameter is added that must be given',
      'GET /v1/doors: query x is required now',
      ({ get }) => get.parameters.push({ in: 'query', name: 'x', required: true, schema: {} }),
    ],
    ['a body is no longer taken', 'POST /v1/doors: takes no body any more', ({ post }) => delete post.requestBody],
    [
      'a media type goes',
      'POST /v1/doors body: application/json is gone',
      ({ post }) => (post.requestBody.content = {}),
    ],
    ['a field must be given', 'NewDoor.width: is required now (request)', ({ fresh }) => fresh.required.push('width')],
    ['a field is no longer taken', 'NewDoor.width: is gone (request)', ({ fresh }) => delete fresh.properties.width],
    [
      'a field may not be null any more',
      'NewDoor.width: type is number, was number|null (request)',
      ({ fresh }) => (fresh.properties.width.type = 'number'),
    ],
    [
      'a limit is tightened',
      'NewDoor.name: maxLength is 10, was 20 (request)',
      ({ fresh }) => (fresh.properties.name.maxLength = 10),
    ],
    [
      'a form is demanded',
      'NewDoor.name: pattern is ^x, was none (request)',
      ({ fresh }) => (fresh.properties.name.pattern = '^x'),
    ],
    [
      'a value is no longer taken',
      'NewDoor.state: shut is gone from its values (request)',
      ({ fresh }) => (fresh.properties.state.enum = ['open']),
    ],
    ['an answer goes', 'POST /v1/doors: does not answer 201 any more', ({ post }) => (post.responses = { '200': {} })],
    ['a header goes', 'GET /v1/doors 200: the header Link is gone', ({ get }) => (get.responses['200'].headers = {})],
    ['a member of an answer goes', 'Door.width: is gone (answer)', ({ door }) => delete door.properties.width],
    ['a member may be absent', 'Door.state: may be absent now (answer)', ({ door }) => (door.required = ['name'])],
    [
      'a member has another type',
      'Door.name: type is integer, was string (answer)',
      ({ door }) => (door.properties.name = { type: 'integer' }),
    ],
    [
      'a member may be null',
      'Door.name: type is string|null, was string (answer)',
      ({ door }) => (door.properties.name.type = ['string', 'null']),
    ],
  ])('%s', (_, line, change) => {
    expect(after(change)).toEqual([line]);
  });

  it('a path goes, with every operation of it', () => {
    expect(after((_, all) => delete all.paths['/v1/doors'])).toEqual([
      'GET /v1/doors: is gone',
      'POST /v1/doors: is gone',
    ]);
  });
});

describe('an event breaks its receivers when', () => {
  const data = ({ components }: Document) => components.schemas.DoorOpenedData;
  const raise = ({ components }: Document) => (components.schemas.DoorOpened.properties.dataVersion.const = 2);
  const sameVersion = 'event door.opened: breaks receivers under the same version: raise it';

  it('nobody announces it any more', () => {
    expect(after((_, all) => delete all.webhooks['door.opened'])).toEqual(['event door.opened: is gone']);
  });

  it.each<[string, string, (all: Document) => unknown]>([
    ['a member goes', 'width: is gone', (all) => delete data(all).properties.width],
    ['a member may be absent', 'name: may be absent now', (all) => (data(all).required = [])],
    [
      'a member may be null',
      'name: type is string|null, was string',
      (all) => (data(all).properties.name.type = ['string', 'null']),
    ],
  ])('%s, and also under a new version until that is allowed', (_, line, change) => {
    const told = `event door.opened DoorOpenedData.${line} (answer)`;
    expect(after((_parts, all) => change(all))).toEqual([told, sameVersion]);
    expect(after((_parts, all) => [change(all), raise(all)])).toEqual([told]);
  });

  it('not when a member or another event is added', () => {
    expect(after((_, all) => (data(all).properties.colour = { type: 'string' }))).toEqual([]);
    expect(after((_, all) => (all.webhooks['door.shut'] = all.webhooks['door.opened']))).toEqual([]);
  });
});

describe('a document does not break its clients when', () => {
  it.each<[string, Parameters<typeof after>[0]]>([
    ['nothing changes', () => undefined],
    ['it has more operations', (_, all) => (all.paths['/v1/walls'] = all.paths['/v1/doors'])],
    ['a field may be given', ({ fresh }) => (fresh.properties.colour = { type: 'string' })],
    ['a member is added', ({ door }) => (door.properties.colour = { type: 'string' })],
    [
      'a value is added',
      ({ door, fresh }) => [door, fresh].forEach((each) => each.properties.state.enum.push('stuck')),
    ],
    ['a limit is relaxed', ({ fresh }) => (fresh.properties.name.maxLength = 40)],
    ['a field is to be typed in secret', ({ fresh }) => (fresh.properties.name.format = 'password')],
    ['a field need not be given any more', ({ fresh }) => (fresh.required = [])],
    ['a member is never null any more', ({ door }) => (door.properties.width.type = 'number')],
    [
      'an integer may have digits behind the point',
      ({ fresh }) => (fresh.properties.width.type = ['integer', 'number', 'null']),
    ],
    ['a refusal changes', ({ get }) => delete get.responses['403']],
    [
      'its schemas have other names',
      (_, all) => {
        const text = JSON.stringify(all).replaceAll('NewDoor', 'DoorToBe');
        Object.assign(all, JSON.parse(text));
      },
    ],
    [
      'a parameter is written down elsewhere',
      ({ get }, all) => {
        all.components.parameters = { Search: get.parameters[0] };
        get.parameters = [{ $ref: '#/components/parameters/Search' }];
      },
    ],
  ])('%s', (_, change) => {
    expect(after(change)).toEqual([]);
  });
});

describe('npm run check', () => {
  let root: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root });
  const write = (file: string, content: object) => writeFileSync(join(root, 'docs', file), JSON.stringify(content));
  const commit = () => (git('add', '.'), git('commit', '-qm', 'x'));
  const check = () =>
    new Promise<{ code: number; stdout: string }>((resolve) => {
      execFile(process.execPath, [join(root, 'scripts/check-api-changes.mjs')], (error, stdout) =>
        resolve({ code: Number(error?.code ?? 0), stdout: stdout.trim() }),
      );
    });
  const without = (version = '1.0.0'): object => ({ ...aDocument(), info: { version }, paths: {} });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fieldpilot-api-'));
    for (const part of ['scripts/api-changes', 'scripts/check-api-changes.mjs'])
      cpSync(join(repository, part), join(root, part), { recursive: true });
    mkdirSync(join(root, 'docs'));
    write('api-breaking-changes.json', { allowed: [] });
    write('openapi.json', aDocument());
    write('openapi-admin.json', aDocument());
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('passes where there is no repository to compare with', async () => {
    expect(await check()).toEqual({ code: 0, stdout: 'no earlier document to compare with' });
  });

  it('names each change until it is allowed for a reason, also when it is committed', async () => {
    git('init', '-q');
    commit();
    expect(await check()).toEqual({ code: 0, stdout: 'no earlier document to compare with' });
    write('openapi.json', without());
    expect(await check()).toMatchObject({ code: 1, stdout: expect.stringContaining('GET /v1/doors: is gone\n') });
    commit();
    expect(await check()).toMatchObject({ code: 1, stdout: expect.stringContaining('  POST /v1/doors: is gone\n') });
    const allowed = ['GET /v1/doors: is gone', 'POST /v1/doors: is gone'].map((change) => ({
      change,
      reason: 'Unused.',
    }));
    write('api-breaking-changes.json', { allowed });
    expect(await check()).toEqual({ code: 0, stdout: 'nothing that breaks clients' });
    write('api-breaking-changes.json', { allowed: allowed.map(({ change }) => ({ change, reason: ' ' })) });
    expect(await check()).toMatchObject({ code: 1, stdout: expect.stringContaining('has no reason') });
  });

  it('lets a new major version break anything', async () => {
    git('init', '-q');
    commit();
    write('openapi.json', without('2.0.0'));
    expect(await check()).toEqual({ code: 0, stdout: 'nothing that breaks clients' });
  });
});

it('a change that is allowed everywhere is allowed in each place, and no other is', () => {
  const everywhere = '*: maxLength is 20, was 40 (request)';
  expect(allowedChange(everywhere, 'Door.name: maxLength is 20, was 40 (request)')).toBe(true);
  expect(allowedChange(everywhere, 'Door.name: maxLength is 10, was 40 (request)')).toBe(false);
  expect(allowedChange('Door.name: is gone', 'Door.state: is gone')).toBe(false);
});
