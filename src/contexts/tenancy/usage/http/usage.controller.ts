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
  @ApiRead(UsageDto, { summary: 'Read what is in use of each limit of the plan' })
  getUsage(): Promise<UsageDto> {
    return this.usage.usage();
  }
}
