import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { PartialType } from '@nestjs/swagger';
import {
  ApiCreate,
  ApiList,
  ApiUpdate,
  describeApi,
  EnumField,
  enumeration,
  IdParam,
  IfMatch,
  MoneyField,
  pageQuery,
  Permission,
  StringField,
  type Page,
} from '../index.js';
import type { Money } from '#libs/kernel';

const doorState = enumeration({ name: 'DoorState', description: 'State of a door', values: ['open', 'shut'] });

class DoorDto {
  @StringField({ description: 'Name', example: 'North', maxLength: 20 })
  name: string;

  @EnumField({ description: 'State', of: doorState, example: 'open', default: 'shut' })
  state: string;
}

class DoorAnswerDto extends DoorDto {
  @MoneyField({ description: 'Price', nullable: true })
  price: Money | null;
}

class UpdateDoorDto extends PartialType(DoorDto) {}

class DoorQuery extends pageQuery({ name: 'Door', search: 'names' }) {}

@Controller('v1/doors')
class DoorController {
  @Get()
  @Permission('doors:read')
  @ApiList(DoorDto, { summary: 'List doors' })
  listDoors(@Query() _query: DoorQuery): Page<DoorDto> {
    return { data: [], nextCursor: null };
  }

  @Post()
  @Permission('doors:create')
  @ApiCreate(DoorAnswerDto, { summary: 'Add a door' })
  createDoor(@Body() body: DoorDto): unknown {
    return body;
  }

  @Patch(':id')
  @Permission('doors:update')
  @ApiUpdate(DoorDto, { summary: 'Change a door' })
  updateDoor(@IdParam() _id: string, @IfMatch() _version: number, @Body() body: UpdateDoorDto): unknown {
    return body;
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is read here as any consumer reads it
let tenant: any;
beforeAll(async () => {
  ({ tenant } = await describeApi({ module: class {}, controllers: [DoorController] }, { version: '1.0.0' }));
});

it('names the defaults that are applied, and none for a change, where what is absent stays as it is', () => {
  const { DoorDto: created, UpdateDoorDto: changed } = tenant.components.schemas;
  expect(created.properties.state.default).toBe('shut');
  expect(changed.properties.state).not.toHaveProperty('default');
});

it('does not call a member required that is an object or null, which Java clients could not read', () => {
  const { DoorAnswerDto: answer } = tenant.components.schemas;
  expect(answer.required).toEqual(['name']);
  expect(answer.properties.price.anyOf).toEqual([{ $ref: '#/components/schemas/Money' }, { type: 'null' }]);
});

it('shows what every body and answer looks like', () => {
  const { post } = tenant.paths['/v1/doors'];
  const { patch } = tenant.paths['/v1/doors/{id}'];
  const door = { name: 'North', state: 'open' };
  const { minimal, full } = post.requestBody.content['application/json'].examples;
  expect(minimal.value).toEqual({ name: 'North' });
  expect(full.value).toEqual(door);
  expect(post.responses['201'].content['application/json'].example).toMatchObject(door);
  expect(patch.requestBody.content['application/json'].example).toEqual(door);
  const [id, ifMatch] = patch.parameters;
  expect(id).toMatchObject({ name: 'id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111' });
  expect(ifMatch).toMatchObject({
    name: 'If-Match',
    examples: { tag: { value: expect.stringMatching(/^"3-/) }, version: { value: '"3"' }, list: {} },
  });
});

it('names examples of filters where pages that send requests do not fill them in', () => {
  const { parameters } = tenant.paths['/v1/doors'].get;
  const q = parameters.find(({ name }: { name: string }) => name === 'q');
  expect(q).not.toHaveProperty('example');
  expect(q.schema).not.toHaveProperty('example');
  expect(q.schema.examples).toEqual(['lift']);
});

it('says the form of texts in parameters as in bodies', () => {
  const { parameters } = tenant.paths['/v1/doors'].get;
  const { schema } = parameters.find(({ name }: { name: string }) => name === 'q');
  expect(schema.pattern).toBe(tenant.components.schemas.DoorDto.properties.name.pattern);
  expect(schema.pattern).toBeDefined();
});

it('says which permission an operation needs', () => {
  expect(tenant.paths['/v1/doors'].post.description).toBe('Add a door. Needs the permission `doors:create`.');
});
