import 'reflect-metadata';
import {
  Body,
  Controller,
  Delete,
  Get,
  Module,
  Patch,
  Post,
  Query,
  type DynamicModule,
  type Provider,
  type Type,
} from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  ApiUpdate,
  Authenticator,
  configureHttp,
  HttpAdapter,
  httpApplicationOptions,
  HttpModule,
  IdParam,
  IfMatch,
  listRequest,
  OperatorOnly,
  OperatorPermission,
  Permission,
  Public,
  OperatorReasonDto,
  SignedIn,
  type Authentication,
  type Page,
} from '#libs/http';
import { createLogger, ROOT_LOGGER } from '#libs/logging';
import { Clock, defineRefusal, notFound, refuse } from '#libs/kernel';
import { currentContext, type TenantRef } from '#libs/request-context';
import { ContactDto, CreateLiftDto, KNOWN_ID, LiftDto, ListLiftsQuery, UpdateLiftDto } from './http-fixture.dto.js';

export * from './http-fixture.dto.js';

const lift = { id: KNOWN_ID, version: 3, name: 'Lift 3', state: 'running' };

const nameTaken = defineRefusal({
  code: 'lift.name_taken',
  kind: 'conflict',
  detail: 'Another lift has this name.',
  remedy: 'Choose another name.',
});

@ApiSection('Lifts', 'Lifts of the fixture.')
@Controller('v1/lifts')
export class LiftsController {
  static failure: unknown;

  @Get()
  @Permission('lifts:read')
  @ApiList(LiftDto, { summary: 'List lifts' })
  listLifts(@Query() query: ListLiftsQuery): Page<unknown> {
    return { data: [listRequest(query)], nextCursor: query.cursor ? null : 'next-one' };
  }

  @Get(':id')
  @Permission('lifts:read')
  @ApiRead(LiftDto, { summary: 'Read a lift' })
  getLift(@IdParam() id: string): unknown {
    if (id !== KNOWN_ID) throw notFound();
    return lift;
  }

  @Post()
  @Permission('lifts:write')
  @ApiCreate(LiftDto, {
    summary: 'Create a lift',
    problems: [nameTaken],
  })
  createLift(@Body() body: CreateLiftDto): unknown {
    if (body.name === 'taken') {
      throw refuse(nameTaken, { members: { existingId: KNOWN_ID } });
    }
    return { ...lift, ...body };
  }

  @Patch(':id')
  @Permission('lifts:write')
  @ApiUpdate(LiftDto, { summary: 'Change a lift' })
  updateLift(@IdParam() _id: string, @IfMatch() version: number, @Body() body: UpdateLiftDto): unknown {
    return { ...lift, version: version + 1, given: body };
  }

  @Post(':id/stop')
  @Permission('lifts:write')
  @ApiAction(LiftDto, { summary: 'Stop a lift' })
  stopLift(@IdParam() _id: string): unknown {
    return lift;
  }

  @Delete(':id')
  @Permission('lifts:write')
  @ApiRemove({ summary: 'Remove a lift' })
  removeLift(@IdParam() _id: string, @IfMatch() _version: number): void {}

  @Post('fail')
  @Public()
  @ApiAction(undefined, { summary: 'Fail' })
  failLift(@Body() _body: UpdateLiftDto): void {
    throw LiftsController.failure;
  }
}

@ApiSection('Me', 'Who is asking.')
@Controller('v1')
export class MeController {
  @Get('me')
  @SignedIn()
  @ApiRead(ContactDto, { summary: 'Read who is asking' })
  async getMe(): Promise<unknown> {
    await Promise.resolve();
    return { name: 'me', context: contextOf() };
  }

  @Post('auth/login')
  @Public()
  @ApiAction(ContactDto, { summary: 'Sign in' })
  login(@Body() body: ContactDto): unknown {
    return { ...body, context: contextOf() };
  }
}

@ApiSection('Operators', 'Who runs the fixture.')
@OperatorOnly()
@Controller('admin/v1/jobs')
export class JobsController {
  @Get()
  @ApiList(ContactDto, { summary: 'List jobs' })
  listJobs(): unknown {
    return { data: [], nextCursor: null };
  }

  @Post()
  @OperatorPermission('jobs:retry')
  @ApiAction(undefined, { summary: 'Retry all jobs' })
  retryJobs(@Body() _body: OperatorReasonDto): void {}
}

function contextOf(): unknown {
  const { actor, tenant, ...rest } = currentContext();
  return { ...rest, actor: actor.kind, tenant: tenant?.slug };
}

const tenant: TenantRef = { id: KNOWN_ID, slug: 'lifts', schema: 'tenant_lifts', role: null, timezone: 'UTC' };

const invalidToken = defineRefusal({
  code: 'lift.invalid_token',
  kind: 'unauthenticated',
  detail: 'The token is not valid.',
  remedy: 'Sign in again.',
  usualFor: 'all',
});

/** `Bearer <kind> <permission>,<permission>`; unknown kinds are refused. */
export class FixtureAuthenticator extends Authenticator {
  async authenticate({ headers }: FastifyRequest): Promise<Authentication> {
    const [kind, permissions = ''] = (headers.authorization ?? '').replace('Bearer ', '').split(' ');
    await Promise.resolve();
    if (kind === '') return { actor: { kind: 'anonymous' }, tenant };
    const granted = new Set(permissions.split(','));
    if (kind === 'operator') return { actor: { kind, id: 'op', permissions: granted, sessionId: 's' } };
    if (kind !== 'user') throw refuse(invalidToken);
    return { actor: { kind, id: 'u1', role: 'admin', permissions: granted, sessionId: 's' }, tenant };
  }
}

export const user = 'Bearer user lifts:read,lifts:write';

export interface FixtureOptions {
  readonly config?: Partial<AppConfig>;
  readonly controllers?: Type[];
  readonly providers?: Provider[];
}

export interface Fixture {
  readonly app: NestFastifyApplication;
  readonly log: Record<string, unknown>[];
}

export async function startFixture({
  config = {},
  controllers,
  providers = [],
}: FixtureOptions = {}): Promise<Fixture> {
  const values = new AppConfig({
    nodeEnv: 'test',
    logLevel: 'info',
    corsOrigins: [],
    trustedProxies: [],
    ...config,
  } as AppConfig);
  const log: Record<string, unknown>[] = [];
  const root = rootModule(values, controllers ?? [LiftsController, MeController, JobsController], providers);
  const testing = await Test.createTestingModule({ imports: [root] })
    .overrideProvider(ROOT_LOGGER)
    .useValue(createLogger(values, { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) }))
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new HttpAdapter(values), httpApplicationOptions);
  configureHttp(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, log };
}

function rootModule(config: AppConfig, controllers: Type[], providers: Provider[]): DynamicModule {
  class RootModule {}
  Module({})(RootModule);
  const configured: DynamicModule = {
    module: class ConfiguredModule {},
    global: true,
    // nothing here writes to a database
    providers: [
      { provide: AppConfig, useValue: config },
      { provide: UnitOfWork, useValue: {} },
      { provide: Clock, useValue: {} },
    ],
    exports: [AppConfig, UnitOfWork, Clock],
  };
  const authentication = { provide: Authenticator, useClass: FixtureAuthenticator };
  return {
    module: RootModule,
    imports: [configured, HttpModule],
    controllers,
    providers: [authentication, ...providers],
  };
}
