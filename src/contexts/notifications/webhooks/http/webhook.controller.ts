import { Body, Controller, Delete, Get, Header, Patch, Post, Query } from '@nestjs/common';
import { planFeatureMissing } from '#contexts/tenancy';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { WebhookService } from '../application/webhook.service.js';
import { invalidWebhookUrl, tooManyWebhooks } from '../domain/webhook.errors.js';
import {
  CreateWebhookDto,
  RotateWebhookSecretDto,
  UpdateWebhookDto,
  WebhookDto,
  WebhookHealthDto,
  WebhookQuery,
} from './webhook.dto.js';

@ApiSection('Webhooks', 'Where events of the account are sent as they happen, and what became of each.')
@Controller('v1/webhooks')
export class WebhookController {
  constructor(private readonly webhooks: WebhookService) {}

  @Get()
  @Permission('webhooks:read')
  @ApiList(WebhookDto, {
    summary: 'List webhooks',
    description:
      'All of the account, disabled ones included, with the types of events that each gets, and why it was disabled; never their secrets.',
  })
  listWebhooks(@Query() query: WebhookQuery): Promise<Page<WebhookDto>> {
    return this.webhooks.list(listRequest(query));
  }

  @Post()
  @Permission('webhooks:manage')
  @Header('Cache-Control', 'no-store')
  @ApiCreate(WebhookDto, {
    summary: 'Add a webhook',
    description:
      'From the answer on, every event of these types in the whole account is sent there, signed as Standard Webhooks 1.0 says. The answer shows `secret` once. An address that is not public is refused now (422), and a name that leads to none whenever something is sent.',
    problems: [planFeatureMissing, tooManyWebhooks, invalidWebhookUrl],
  })
  createWebhook(@Body() body: CreateWebhookDto): Promise<WebhookDto> {
    return this.webhooks.create(body);
  }

  @Get(':id')
  @Permission('webhooks:read')
  @ApiRead(WebhookDto, {
    summary: 'Read a webhook',
    description:
      'Tells whether events are sent there, which ones, and why it was disabled. How it fares is at `/v1/webhooks/{id}/health`, what was sent at `/v1/webhooks/{id}/deliveries`.',
  })
  getWebhook(@IdParam() id: string): Promise<WebhookDto> {
    return this.webhooks.get(id);
  }

  @Get(':id/health')
  @Permission('webhooks:read')
  @ApiRead(WebhookHealthDto, {
    summary: 'Read how a webhook fares',
    description:
      'Since when nothing arrives there, after how many attempts, and what is waiting. After three days without an arrival the webhook is disabled.',
  })
  getWebhookHealth(@IdParam() id: string): Promise<WebhookHealthDto> {
    return this.webhooks.health(id);
  }

  @Patch(':id')
  @Permission('webhooks:manage')
  @ApiUpdate(WebhookDto, {
    summary: 'Change a webhook',
    description:
      'Another address is checked like that of a new one, and gets what is waiting as well. Other types hold for events from then on. The secret stays.',
    problems: [invalidWebhookUrl],
  })
  updateWebhook(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateWebhookDto,
  ): Promise<WebhookDto> {
    return this.webhooks.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('webhooks:manage')
  @ApiRemove({
    summary: 'Remove a webhook',
    description: 'With everything that was sent to it or waits for it. To stop for a while, disable it instead.',
  })
  deleteWebhook(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.webhooks.remove(id, version);
  }

  @Post(':id/rotate-secret')
  @Permission('webhooks:manage')
  @Header('Cache-Control', 'no-store')
  @ApiAction(WebhookDto, {
    summary: 'Replace the secret of a webhook',
    description:
      'Answers a new `secret` once. For `overlapSeconds` everything is signed with both, so that the receiver may check with either; afterwards with the new one alone. A secret that was being replaced already ends now.',
    shows: {
      secret: 'whsec_Yp1xq0mUoJv3sY7cWbA2gUkrZhKcxsTTyTsnk9fVqSs=',
      previousSecretUntil: '2026-11-23T10:00:00.000Z',
      version: 2,
    },
    problems: [planFeatureMissing],
  })
  rotateWebhookSecret(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { overlapSeconds }: RotateWebhookSecretDto,
  ): Promise<WebhookDto> {
    return this.webhooks.rotateSecret(id, version, overlapSeconds);
  }

  @Post(':id/enable')
  @Permission('webhooks:manage')
  @ApiAction(WebhookDto, {
    summary: 'Enable a webhook',
    description:
      'What was waiting when it was disabled is sent now, and what happens from now on. What happened meanwhile is not: `GET /v1/events` has it for seven days.',
    problems: [planFeatureMissing, tooManyWebhooks],
  })
  enableWebhook(@IdParam() id: string, @IfMatch() version: number): Promise<WebhookDto> {
    return this.webhooks.enable(id, version);
  }

  @Post(':id/disable')
  @Permission('webhooks:manage')
  @ApiAction(WebhookDto, {
    summary: 'Disable a webhook',
    description: 'Nothing is sent there until it is enabled again. What waits there is kept for thirty days.',
    shows: { isActive: false, version: 2 },
  })
  disableWebhook(@IdParam() id: string, @IfMatch() version: number): Promise<WebhookDto> {
    return this.webhooks.disable(id, version);
  }
}
