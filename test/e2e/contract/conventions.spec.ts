import { Controller, Get, type INestApplicationContext } from '@nestjs/common';
import { ApiRead } from '#libs/http';
import { createTestApp, type TestApp } from '#libs/testing';
import { controllerRoutes } from '../../../libs/http/routes/controller-routes.js';
import { CarelessController, CarelessOperatorController } from '../../support/careless-controller.js';
import { ContactDto, startFixture, type Fixture } from '../../support/http-fixture.js';
import { conventions, forgotten, HIDDEN } from './api/conventions.js';
import { DescribedApi } from './api/described-api.js';
import { HttpCaller } from './api/http-caller.js';

// Checks every handler of every controller against the conventions. A controller that breaks all of them shows that each is found.

type Faults = Readonly<Record<string, readonly string[]>>;

/** The conventions that each handler breaks, by its name. */
async function faultsOf(app: INestApplicationContext, baseUrl: string): Promise<Faults> {
  const http = new HttpCaller(baseUrl);
  const api = await DescribedApi.of(http);
  http.close();
  const find = api.find.bind(api);
  const routes = controllerRoutes(app).map((route) => {
    const operation = api.operations.find(({ id }) => id === route.name);
    return [route.name, forgotten({ route, operation, find })] as const;
  });
  return Object.fromEntries(routes.filter(([, faults]) => faults.length > 0));
}

describe('the application', () => {
  let testApp: TestApp;
  beforeAll(async () => (testApp = await createTestApp({ environment: { ROLE: 'api' } })));

  it('forgets nothing on any of its routes', async () => {
    expect(controllerRoutes(testApp.app).length).toBeGreaterThan(50);
    const { listPermissions, listOperatorPermissions, ...others } = await faultsOf(testApp.app, testApp.baseUrl);
    expect(others).toEqual({});
    // the whole of a catalogue that ships with the product
    for (const faults of [listPermissions, listOperatorPermissions])
      expect(faults).toEqual(['pages instead of everything: lacks limit, cursor, include']);
  });
});

describe('a careless controller', () => {
  let fixture: Fixture;
  let faults: Faults;

  beforeAll(async () => {
    fixture = await startFixture({ controllers: [CarelessController, CarelessOperatorController] });
    await fixture.app.listen(0, '127.0.0.1');
    faults = await faultsOf(fixture.app, await fixture.app.getUrl());
  });
  afterAll(() => fixture.app.close());

  const expected: Record<string, string[]> = {
    getHidden: [`${HIDDEN}: is left out`],
    getPlain: [
      'an operation decorator: has none of @ApiRead, @ApiList, @ApiCreate …',
      'an ETag for a single resource: answers one without ETag, or a GET without 304',
    ],
    getTeapot: ['refusals as problems: 418 is none'],
    getNote: ['an example of every value: /id, /words'],
    getEverything: ['pages instead of everything: lacks limit, cursor, include, nextCursor, total, Link'],
    listWinches: [
      'what has changed, from lists that tell when: lacks updatedAfter, updatedBefore, sort=updatedAt, sort=-updatedAt: updatedAt of its tenantList',
    ],
    getUntagged: [
      'an operation decorator: has none of @ApiRead, @ApiList, @ApiCreate …',
      'an ETag for a single resource: answers one without ETag, or a GET without 304',
    ],
    getContact: ['a version for what can be changed: tells none'],
    updateContact: ['If-Match for changes of what was seen: declare @IfMatch(), or why it is `unconditional`'],
    removeUnseen: ['If-Match for changes of what was seen: declare @IfMatch(), or why it is `unconditional`'],
    stopUnseen: ['If-Match for changes of what was seen: declare @IfMatch(), or why it is `unconditional`'],
    createAll: ['a result for each item of a bulk request: does not answer 207 with one'],
    createWithoutLimit: ['a result for each item of a bulk request: does not take up to 100 items, or `atomic`'],
    stopWithoutReason: [
      'the reason of an operator who changes something: declare a body that extends OperatorReasonDto',
    ],
    make: ['an address for what is made or begun: 201 without Location'],
    begin: ['an address for what is made or begun: 202 without an operation, Location or Retry-After'],
    getNamed: ['an example of every value: name', 'ids that are ids: name, use @IdParam()'],
    getCamel: ['kebab-case in paths, camelCase in bodies and queries: camelCase, last_name'],
  };

  it('is found out on every route, and nothing is found where nothing is wrong', () => {
    expect(faults).toEqual(expected);
  });

  it('breaks every convention that there is', () => {
    const broken = Object.values(expected).flatMap((each) => each.map((fault) => fault.split(':')[0]));
    expect(new Set(broken)).toEqual(new Set([HIDDEN, ...conventions.map(({ name }) => name)]));
  });

  it('without saying who may call it does not even start', async () => {
    @Controller('v1/open')
    class OpenController {
      @Get()
      @ApiRead(ContactDto, { summary: 'Read what is open' })
      getOpen(): void {}
    }
    await expect(startFixture({ controllers: [OpenController] })).rejects.toThrow(
      'OpenController.getOpen has neither @Permission()',
    );
  });
});
