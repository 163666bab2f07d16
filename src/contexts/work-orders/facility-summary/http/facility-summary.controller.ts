import { Controller, Get } from '@nestjs/common';
import { ApiRead, ApiSection, IdParam, Permission } from '#libs/http';
import { FacilitySummaryService } from '../application/facility-summary.service.js';
import { FacilitySummaryDto } from './facility-summary.dto.js';

@ApiSection('Facilities', 'Sites where machines stand, and their buildings.')
@Controller('v1/facilities/:id/summary')
export class FacilitySummaryController {
  constructor(private readonly summaries: FacilitySummaryService) {}

  @Get()
  @Permission('facilities:read')
  @ApiRead(FacilitySummaryDto, {
    summary: 'Read how a facility stands',
    description:
      'Counts the machines there by state and those with a low health score, and the work orders that are open and overdue, as far as the caller sees them: technicians and customers count work that concerns them.',
  })
  getFacilitySummary(@IdParam() id: string): Promise<FacilitySummaryDto> {
    return this.summaries.get(id);
  }
}
