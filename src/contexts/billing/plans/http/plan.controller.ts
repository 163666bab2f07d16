import { Controller, Get, Header } from '@nestjs/common';
import { ApiRead, ApiSection, Public } from '#libs/http';
import { PlanService } from '../application/plan.service.js';
import { OfferedPlansDto } from './plan.dto.js';

@ApiSection('Plans', 'What accounts can subscribe to.')
@Controller('v1/plans')
export class PlanController {
  constructor(private readonly plans: PlanService) {}

  @Get()
  @Public()
  @Header('Cache-Control', 'public, max-age=300')
  @ApiRead(OfferedPlansDto, {
    summary: 'Read the plans',
    description:
      'Everything that is on offer, for anybody, with prices, limits and features. Caches may keep it for five minutes, and ask with its ETag afterwards. What an account has already may differ: who subscribed before a change keeps the former terms.',
  })
  getPlans(): Promise<OfferedPlansDto> {
    return this.plans.offered();
  }
}
