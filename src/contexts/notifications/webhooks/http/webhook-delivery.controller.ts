import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { planFeatureMissing } from '#contexts/tenancy';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiSection,
  IdParam,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { WebhookDeliveryService } from '../application/webhook-delivery.service.js';
import { webhookDisabled } from '../domain/webhook.errors.js';
import {
  WebhookDeliveryDto,
  WebhookDeliveryQuery,
  WebhookReplayCountDto,
  WebhookReplayDto,
} from './webhook-delivery.dto.js';

@ApiSection('Webhooks', 'Where events of the account are sent as they happen, and what became of each.')
@Controller('v1/webhooks/:id')
export class WebhookDeliveryController {
  constructor(private readonly deliveries: WebhookDeliveryService) {}

  @Get('deliveries')
  @Permission('webhooks:read')
  @ApiList(WebhookDeliveryDto, {
    summary: 'List what was sent to a webhook',
    description:
      'The latest first, for thirty days: what was sent and when, what the receiver answered, how long it took, and when it is tried again.',
  })
  listWebhookDeliveries(
    @IdParam() id: string,
    @Query() query: WebhookDeliveryQuery,
  ): Promise<Page<WebhookDeliveryDto>> {
    return this.deliveries.list(id, listRequest(query));
  }

  @Get('deliveries/:deliveryId')
  @Permission('webhooks:read')
  @ApiRead(WebhookDeliveryDto, {
    summary: 'Read what was sent to a webhook',
    description:
      'One event at one webhook: the body that is signed and sent, how many attempts were made, and the answer to the last of them.',
  })
  getWebhookDelivery(@IdParam() id: string, @IdParam('deliveryId') deliveryId: string): Promise<WebhookDeliveryDto> {
    return this.deliveries.get(id, deliveryId);
  }

  @Post('ping')
  @Permission('webhooks:manage')
  @ApiCreate(WebhookDeliveryDto, {
    summary: 'Try a webhook',
    description:
      'Sends the event `webhook.pinged` to this webhook alone, whatever types it asks for. `Location` is the address of the delivery, where the answer of the receiver appears.',
    problems: [planFeatureMissing, webhookDisabled],
  })
  async pingWebhook(
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookDeliveryDto> {
    return located(await this.deliveries.ping(id), reply);
  }

  @Post('deliveries/:deliveryId/replay')
  @Permission('webhooks:manage')
  @ApiCreate(WebhookDeliveryDto, {
    summary: 'Send an event to a webhook once more',
    description:
      'A new delivery of the same event with the same body and the same webhook-id, whether the first one has arrived or not. A receiver that remembers ids knows that it is the same.',
    problems: [planFeatureMissing, webhookDisabled],
  })
  async replayWebhookDelivery(
    @IdParam() id: string,
    @IdParam('deliveryId') deliveryId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookDeliveryDto> {
    return located(await this.deliveries.replay(id, deliveryId), reply);
  }

  @Post('replay')
  @Permission('webhooks:manage')
  @ApiAction(WebhookReplayCountDto, {
    summary: 'Send the events of a time to a webhook once more',
    description:
      'Every delivery of the range that has arrived or was given up gets a new one, under the same webhook-id: for a receiver that has lost something. Those that are replays themselves, or are still tried, are left out.',
    problems: [planFeatureMissing, webhookDisabled],
  })
  replayWebhookDeliveries(
    @IdParam() id: string,
    @Body() { from, to = null, statuses = null }: WebhookReplayDto,
  ): Promise<WebhookReplayCountDto> {
    return this.deliveries.replayRange(id, { from, to, statuses });
  }
}

function located(delivery: WebhookDeliveryDto, reply: FastifyReply): WebhookDeliveryDto {
  reply.header('Location', `/v1/webhooks/${delivery.webhookId}/deliveries/${delivery.id}`);
  return delivery;
}
