import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  IdParam,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { atField } from '#libs/kernel';
import { TenantDomainService } from '../application/tenant-domain.service.js';
import {
  belongsToPlatform,
  invalidDomain,
  isPrimaryDomain,
  notVerified,
  tooManyDomains,
  verifiedByAnother,
} from '../domain/tenant-domain.errors.js';
import { CreateTenantDomainDto, TenantDomainDto, TenantDomainQuery } from './tenant-domain.dto.js';

@ApiSection('Domains', 'Host names of the account: added, proven by a DNS record, and one of them the primary.')
@Controller('v1/tenant/domains')
export class TenantDomainController {
  constructor(private readonly domains: TenantDomainService) {}

  @Get()
  @Permission('domains:read')
  @ApiList(TenantDomainDto, {
    summary: 'List the domains of the account',
    description:
      'Verified, waiting and lost ones alike, each with its DNS record and what the last look-up of it found.',
  })
  listTenantDomains(@Query() query: TenantDomainQuery): Promise<Page<TenantDomainDto>> {
    return this.domains.list(listRequest(query));
  }

  @Post()
  @Permission('domains:manage')
  @ApiCreate(TenantDomainDto, {
    summary: 'Add a domain',
    description:
      'It leads to the account once the DNS record in the answer is there and the domain is verified. One that the account has already is answered as it is.',
    problems: [invalidDomain, atField(verifiedByAnother, '/domain'), tooManyDomains],
  })
  createTenantDomain(@Body() { domain }: CreateTenantDomainDto): Promise<TenantDomainDto> {
    return this.domains.add(domain);
  }

  @Get(':id')
  @Permission('domains:read')
  @ApiRead(TenantDomainDto, {
    summary: 'Read a domain',
    description:
      'Whether it leads to the account, the DNS record that proves it, and what was found when that was last looked up.',
  })
  getTenantDomain(@IdParam() id: string): Promise<TenantDomainDto> {
    return this.domains.get(id);
  }

  @Delete(':id')
  @Permission('domains:manage')
  @ApiRemove({
    summary: 'Remove a domain',
    description:
      'It leads nowhere from the next request on, and another account may add and prove it. The primary one stays until another is chosen (409).',
    problems: [isPrimaryDomain, belongsToPlatform],
  })
  removeTenantDomain(@IdParam() id: string): Promise<void> {
    return this.domains.remove(id);
  }

  @Post(':id/verify')
  @Permission('domains:manage')
  @ApiAction(TenantDomainDto, {
    summary: 'Look the DNS record up',
    description: 'Answers 200 whatever was found: `status` and `lastCheck` say what came of it.',
    problems: [verifiedByAnother],
  })
  verifyTenantDomain(@IdParam() id: string): Promise<TenantDomainDto> {
    return this.domains.verify(id);
  }

  @Post(':id/make-primary')
  @Permission('domains:manage')
  @ApiAction(TenantDomainDto, {
    summary: 'Make a verified domain the primary one',
    description:
      'Links lead to it from now on; the one before stays verified and goes on leading to the account. Others are refused (409).',
    problems: [notVerified],
  })
  makeTenantDomainPrimary(@IdParam() id: string): Promise<TenantDomainDto> {
    return this.domains.makePrimary(id);
  }
}
