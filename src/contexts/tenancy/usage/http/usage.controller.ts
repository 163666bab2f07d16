import { Controller, Get } from '@nestjs/common';
import { ApiRead, ApiSection, Permission } from '#libs/http';
import { UsageService } from '../application/usage.service.js';
import { UsageDto } from './usage.dto.js';

@ApiSection('Usage', 'What the plan allows, and how much of it is in use.')
@Controller('v1/usage')
export class UsageController {
  constructor(private readonly usage: UsageService) {}

  @Get()
  @Permission('usage:read')
  @ApiRead(UsageDto, {
    summary: 'Read what is in use of each limit of the plan',
    description:
      'Tells for each limit of the plan how much is allowed, how much is in use, and when the count begins anew. Inactive users and decommissioned machines are not counted. At a limit whatever would exceed it is refused (402), and API calls are refused until the month is over (429).',
  })
  getUsage(): Promise<UsageDto> {
    return this.usage.usage();
  }
}
