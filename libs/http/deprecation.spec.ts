import { Controller, Get, Query } from '@nestjs/common';
import request from 'supertest';
import { startFixture, user, type Fixture } from '../../test/support/http-fixture.js';
import { ContactDto, KNOWN_ID, ListLiftsQuery } from '../../test/support/http-fixture.dto.js';
import { ApiList, ApiRead, ApiSection, Deprecated, IdParam, Permission, type Page } from './index.js';

@ApiSection('Hoists', 'What lifts were called before.')
@Controller('v1/hoists')
class HoistsController {
  @Get()
  @Permission('lifts:read')
  @Deprecated({ since: '2026-11-01', sunset: '2027-05-01', instead: 'GET /v1/lifts' })
  @ApiList(ContactDto, { summary: 'List hoists' })
  listHoists(@Query() _query: ListLiftsQuery): Page<ContactDto> {
    return { data: [], nextCursor: 'more' };
  }

  @Get(':id')
  @Permission('lifts:read')
  @ApiRead(ContactDto, { summary: 'Read a hoist' })
  getHoist(@IdParam() _id: string): object {
    return { name: 'a' };
  }
}

describe('a deprecated route', () => {
  let fixture: Fixture;
  const get = (path: string) => request(fixture.app.getHttpServer()).get(path);
  const headers = { deprecation: '@1793491200', sunset: 'Sat, 01 May 2027 00:00:00 GMT' };

  beforeAll(async () => {
    fixture = await startFixture({ controllers: [HoistsController] });
  });
  afterAll(() => fixture.app.close());

  it('says in every answer since when it is, and when it may be gone', async () => {
    const found = await get('/v1/hoists').set('Authorization', user);
    expect([found.status, found.headers]).toEqual([200, expect.objectContaining(headers)]);
    expect(found.headers['link']).toContain('rel="next"');
    const refused = await Promise.all([get('/v1/hoists'), get('/v1/hoists?x=1').set('Authorization', user)]);
    expect(refused.map(({ status }) => status)).toEqual([401, 400]);
    for (const answer of refused) expect(answer.headers).toMatchObject(headers);
  });

  it('is marked in the document, with what takes its place', async () => {
    const { paths } = (await get('/openapi.json')).body;
    const { get: list } = paths['/v1/hoists'];
    expect(list.deprecated).toBe(true);
    expect(list.description).toContain('from 2027-05-01 on: use `GET /v1/lifts` instead');
    expect(Object.keys(list.responses['200'].headers)).toEqual(
      expect.arrayContaining(['Deprecation', 'Sunset', 'Link']),
    );
    expect(JSON.stringify(list)).not.toContain('x-deprecation');
  });

  it('leaves others as they are', async () => {
    const other = await get(`/v1/hoists/${KNOWN_ID}`).set('Authorization', user);
    expect(other.headers['deprecation']).toBeUndefined();
    expect((await get('/openapi.json')).body.paths['/v1/hoists/{id}'].get.deprecated).toBeUndefined();
  });

  it.each([
    ['2027-05-01', '2026-11-01'],
    ['2026-11-01', '2026-11-01'],
    ['November', '2027-05-01'],
    ['2026-02-31', '2027-13-01'],
  ])('since %s and until %s keeps the application from starting', async (since, sunset) => {
    @Controller('v1/winches')
    class WinchesController {
      @Get()
      @Permission('lifts:read')
      @Deprecated({ since, sunset, instead: 'GET /v1/lifts' })
      @ApiRead(ContactDto, { summary: 'Read the winch' })
      getWinch(): void {}
    }
    await expect(startFixture({ controllers: [WinchesController] })).rejects.toThrow(
      'WinchesController.getWinch is @Deprecated()',
    );
  });
});
