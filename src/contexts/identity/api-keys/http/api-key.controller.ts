import { Body, Controller, Get, Header, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { planFeatureMissing } from '#contexts/tenancy';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { beyondOwnRights } from '../../people/domain/user.errors.js';
import { ApiKeyService } from '../application/api-key.service.js';
import { endedKey, expiryPassed, notOwnKey } from '../domain/api-key.errors.js';
import { ApiKeyDto, ApiKeyQuery, CreateApiKeyDto, RotateApiKeyDto, UpdateApiKeyDto } from './api-key.dto.js';

@ApiSection(
  'API keys',
  'Credentials of programs: each acts in the name of whoever made it, with the scopes it was given.',
)
@Controller('v1/api-keys')
export class ApiKeyController {
  constructor(private readonly keys: ApiKeyService) {}

  @Get()
  @Permission('api_keys:read')
  @ApiList(ApiKeyDto, {
    summary: 'List API keys',
    description:
      'Those of everybody in the account, the latest first, revoked and expired ones included; with their scopes, their last use and how they begin, never the keys themselves.',
  })
  listApiKeys(@Query() query: ApiKeyQuery): Promise<Page<ApiKeyDto>> {
    return this.keys.list(listRequest(query));
  }

  @Post()
  @Permission('api_keys:create')
  @Header('Cache-Control', 'no-store')
  @ApiCreate(ApiKeyDto, {
    summary: 'Make an API key',
    description:
      'The answer shows `key` once: keep it where secrets are kept, since only its hash is stored. Send it as `Authorization: Bearer …`. It acts in your name, with those of its scopes that you are permitted to at that moment: it narrows when your rights do, and stops while you are deactivated. Give it as few scopes as the program needs; of rights that you do not have it gets none (403).',
    problems: [planFeatureMissing, beyondOwnRights, expiryPassed],
  })
  createApiKey(@Body() body: CreateApiKeyDto): Promise<ApiKeyDto> {
    return this.keys.create(body);
  }

  @Get(':id')
  @Permission('api_keys:read')
  @ApiRead(ApiKeyDto, {
    summary: 'Read an API key',
    description:
      'Answers what it may do, in whose name, until when, and when and from where it was used last. What it may do at this moment `GET /v1/me` tells, asked with the key.',
  })
  getApiKey(@IdParam() id: string): Promise<ApiKeyDto> {
    return this.keys.get(id);
  }

  @Patch(':id')
  @Permission('api_keys:update')
  @ApiUpdate(ApiKeyDto, {
    summary: 'Change an API key',
    row: demoIds.secondApiKey,
    description:
      'Name, scopes and expiry; the key itself stays the same. The change holds from the next request on. You need every right that it has or gets (403); one that is revoked or expired is not changed any more (409).',
    problems: [beyondOwnRights, endedKey, expiryPassed],
  })
  updateApiKey(@IdParam() id: string, @IfMatch() version: number, @Body() body: UpdateApiKeyDto): Promise<ApiKeyDto> {
    return this.keys.edit(id, version, body);
  }

  @Post(':id/rotate')
  @Permission('api_keys:create')
  @Header('Cache-Control', 'no-store')
  @ApiCreate(ApiKeyDto, {
    summary: 'Replace an API key by a new one',
    description:
      'Answers a new key with the same name and scopes, its `key` once; the address in `Location` is that of the new one. The old one stays valid for `overlapSeconds`, so that no program has to stop. Only whoever made the old key can replace it (403), as the new one acts in their name too.',
    shows: { rotatedFromId: demoIds.apiKey },
    problems: [planFeatureMissing, notOwnKey, endedKey, expiryPassed],
  })
  async rotateApiKey(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: RotateApiKeyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiKeyDto> {
    const successor = await this.keys.rotate(id, version, body);
    reply.header('Location', `/v1/api-keys/${successor.id}`);
    return successor;
  }

  @Post(':id/revoke')
  @Permission('api_keys:revoke')
  @ApiAction(ApiKeyDto, {
    summary: 'Revoke an API key',
    row: demoIds.secondApiKey,
    shows: { revokedAt: '2026-11-22T10:00:00.000Z', version: 2 },
    description:
      'Every process refuses it from the next request on, for ever: what it was used for needs another key. One that is revoked already stays as it is.',
    unconditional: 'A key that has leaked must be revoked whatever else was changed.',
  })
  revokeApiKey(@IdParam() id: string): Promise<ApiKeyDto> {
    return this.keys.revoke(id);
  }
}
