import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiRead, ApiSection, ApiUpdate, IfMatch, Permission } from '#libs/http';
import { TenantProfileService } from '../application/tenant-profile.service.js';
import { TenantDto, UpdateTenantDto } from './tenant.dto.js';

@ApiSection('Account', 'The company whose account this is, and the settings that hold for all of its people.')
@Controller('v1/tenant')
export class TenantController {
  constructor(private readonly profile: TenantProfileService) {}

  @Get()
  @Permission('tenant:read')
  @ApiRead(TenantDto, {
    summary: 'Read the account and its settings',
    description:
      'Everybody who is signed in may ask. Settings that nobody has chosen show their defaults, so that clients need none of their own.',
  })
  getTenant(): Promise<TenantDto> {
    return this.profile.get();
  }

  @Patch()
  @Permission('tenant:update')
  @ApiUpdate(TenantDto, {
    summary: 'Change the account and its settings',
    description:
      'What is absent keeps its value. A setting that is null goes back to its default. Lists are replaced as a whole.',
  })
  updateTenant(@IfMatch() version: number, @Body() body: UpdateTenantDto): Promise<TenantDto> {
    return this.profile.edit(version, body);
  }
}
