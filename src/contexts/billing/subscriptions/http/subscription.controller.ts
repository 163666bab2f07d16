import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { invalidTransition, planTooSmall, tenantNotReadable } from '#contexts/tenancy';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiSection,
  IdParam,
  IfMatch,
  listRequest,
  OperatorPermission,
  type Page,
} from '#libs/http';
import { atField } from '#libs/kernel';
import { planRetired, unknownPlan } from '../../plans/domain/plan.errors.js';
import { PlanPreviewService } from '../application/plan-preview.service.js';
import { SubscriptionService } from '../application/subscription.service.js';
import { paidByStripe, subscriptionExists, unknownTenant } from '../domain/subscription.errors.js';
import {
  ChangePlanDto,
  CreateSubscriptionDto,
  PlanPreviewDto,
  SubscriptionDto,
  SubscriptionQuery,
} from './subscription.dto.js';

const refusals = [unknownPlan, atField(planRetired, '/planId'), planTooSmall, tenantNotReadable, invalidTransition];

@ApiSection('Subscriptions', 'Who has which plan, on which version of its terms.')
@Controller('admin/v1')
export class SubscriptionController {
  constructor(
    private readonly subscriptions: SubscriptionService,
    private readonly previews: PlanPreviewService,
  ) {}

  @Get('subscriptions')
  @OperatorPermission('subscriptions:read')
  @ApiList(SubscriptionDto, {
    summary: 'List subscriptions',
    description:
      'Of all tenants, the latest first. With `planId` and `outdated=true` those that keep former terms of a plan: whom a move to its present terms would touch.',
  })
  listSubscriptions(@Query() query: SubscriptionQuery): Promise<Page<SubscriptionDto>> {
    return this.subscriptions.list(listRequest(query));
  }

  @Post('subscriptions')
  @OperatorPermission('subscriptions:manage')
  @ApiCreate(SubscriptionDto, {
    summary: 'Give a tenant a plan',
    description:
      'Ends its trial. Limits and features hold from the next request on, in every process. A tenant that uses more than the plan allows is refused it (409), with the list of what is over; a closed one is resumed first.',
    problems: [...refusals, unknownTenant, subscriptionExists],
  })
  createSubscription(@Body() { reason, ...subscription }: CreateSubscriptionDto): Promise<SubscriptionDto> {
    return this.subscriptions.create(subscription, reason);
  }

  @Get('subscriptions/:id')
  @OperatorPermission('subscriptions:read')
  @ApiRead(SubscriptionDto, {
    summary: 'Read a subscription',
    description: 'Whose it is, on which version of which plan, at what price, and which period runs at present.',
  })
  getSubscriptionOfTenant(@IdParam() id: string): Promise<SubscriptionDto> {
    return this.subscriptions.get(id);
  }

  @Post('subscriptions/:id/change-plan')
  @OperatorPermission('subscriptions:manage')
  @ApiAction(SubscriptionDto, {
    summary: 'Change the plan of a subscription',
    description:
      'To the present terms of another plan, or of the same one where those have changed. Limits and features hold from the next request on. What is over a smaller plan is listed and refused (409): `GET /admin/v1/tenants/{id}/plan-previews/{planId}` tells before. One that is paid at Stripe is changed there (409).',
    problems: [...refusals, paidByStripe],
  })
  changePlan(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason, ...change }: ChangePlanDto,
  ): Promise<SubscriptionDto> {
    return this.subscriptions.changePlan(id, version, change, reason);
  }

  @Get('tenants/:id/plan-previews/:planId')
  @OperatorPermission('subscriptions:read')
  @ApiRead(PlanPreviewDto, {
    summary: 'Preview a plan for a tenant',
    description:
      'What the tenant has in use beyond the limits of a plan, and which features it would gain and lose by it. Changes nothing; that you asked stands in the platform audit log.',
    problems: [tenantNotReadable],
  })
  previewPlan(@IdParam() id: string, @IdParam('planId') planId: string): Promise<PlanPreviewDto> {
    return this.previews.preview(id, planId);
  }
}
