import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
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
  OperatorPermission,
  OperatorReasonDto,
  type Page,
} from '#libs/http';
import { atField, mixedCurrencies } from '#libs/kernel';
import { PlanService } from '../application/plan.service.js';
import { otherTrialPlan, planInUse, planRetired, planSlugTaken } from '../domain/plan.errors.js';
import { CreatePlanDto, PlanDto, PlanQuery, UpdatePlanDto } from './plan.dto.js';

const currencies = atField(mixedCurrencies, '/priceYearly');

@ApiSection('Plan catalogue', 'What is sold: prices, limits and features, in versions.')
@Controller('admin/v1/plans')
export class ManagedPlanController {
  constructor(private readonly plans: PlanService) {}

  @Get()
  @OperatorPermission('plans:read')
  @ApiList(PlanDto, {
    summary: 'List plans',
    description:
      'Offered and retired ones in the order of the offer, with the number of subscriptions to each that run. Trials are on the one with `isTrial`.',
  })
  listPlans(@Query() query: PlanQuery): Promise<Page<PlanDto>> {
    return this.plans.list(listRequest(query));
  }

  @Post()
  @OperatorPermission('plans:manage')
  @ApiCreate(PlanDto, {
    summary: 'Create a plan',
    description:
      'It is on offer at once. Null as a limit means that there is none; 0 means that nothing is allowed. Both prices are in one currency (422).',
    problems: [planSlugTaken, otherTrialPlan, currencies],
  })
  createPlan(@Body() { reason, ...plan }: CreatePlanDto): Promise<PlanDto> {
    return this.plans.create(plan, reason);
  }

  @Get(':id')
  @OperatorPermission('plans:read')
  @ApiRead(PlanDto, {
    summary: 'Read a plan',
    description:
      'Its present terms, whether it is on offer, and how many subscriptions to it run, those on earlier terms included.',
  })
  getPlan(@IdParam() id: string): Promise<PlanDto> {
    return this.plans.get(id);
  }

  @Patch(':id')
  @OperatorPermission('plans:manage')
  @ApiUpdate(PlanDto, {
    summary: 'Change a plan',
    description:
      'Another price, limit or feature makes a new version of its terms, for whoever subscribes from now on. Subscriptions that run keep the version that they have.',
    problems: [otherTrialPlan, planRetired, currencies],
  })
  updatePlan(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason, ...change }: UpdatePlanDto,
  ): Promise<PlanDto> {
    return this.plans.edit(id, version, change, reason);
  }

  @Post(':id/retire')
  @OperatorPermission('plans:manage')
  @ApiAction(PlanDto, {
    summary: 'Retire a plan',
    sends: { reason: 'Nobody has chosen it for a year' },
    shows: { isRetired: true, version: 2 },
    description:
      'Takes it from the offer: nobody new gets it, new trials neither. Whoever has it keeps it, and it can be offered again.',
  })
  retirePlan(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<PlanDto> {
    return this.plans.retire(id, version, reason);
  }

  @Post(':id/offer')
  @OperatorPermission('plans:manage')
  @ApiAction(PlanDto, {
    summary: 'Offer a plan again',
    sends: { reason: 'Customers ask for it again' },
    shows: { version: 3 },
    description: 'The reverse of retiring it. Changes nothing of a plan that is on offer already.',
  })
  offerPlan(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<PlanDto> {
    return this.plans.offer(id, version, reason);
  }

  @Post(':id/delete')
  @OperatorPermission('plans:manage')
  @ApiAction(undefined, {
    summary: 'Delete a plan',
    sends: { reason: 'Made by mistake' },
    description:
      'Only one that no tenant has or ever had (409): others are retired, so that what was sold can still be looked up.',
    problems: [planInUse],
  })
  deletePlan(@IdParam() id: string, @IfMatch() version: number, @Body() { reason }: OperatorReasonDto): Promise<void> {
    return this.plans.delete(id, version, reason);
  }
}
