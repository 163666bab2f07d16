import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  enumeration,
  items,
  ObjectField,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import { domainStatuses, tenantDomainList, type DomainStatus } from '../application/tenant-domain.queries.js';
import { checkResults, LONGEST_FOUND, MOST_FOUND, type CheckResult } from '../domain/verification-record.js';

const domainStatus = enumeration({
  name: 'TenantDomainStatus',
  description:
    'pending: not verified yet. verified: leads to the account. failing: still does, but its record is gone; the fourth daily check in a row that misses it makes it lost. lost: leads nowhere until it is verified again.',
  values: domainStatuses,
});

const recordType = enumeration({ name: 'DnsRecordType', description: 'Types of DNS records', values: ['TXT'] });

const checkResult = enumeration({
  name: 'DomainCheckResult',
  description:
    'matching: the record is there. different: there are others of its name. missing: there is none. unreachable: DNS did not answer, which counts for nothing.',
  values: checkResults,
});

@ApiSchema({ name: 'VerificationRecord' })
export class VerificationRecordDto {
  @EnumField({ description: 'Type', example: 'TXT', of: recordType })
  type: 'TXT';

  @StringField({ description: 'Name', example: '_fieldpilot.service.acme.com', maxLength: 253 })
  name: string;

  @StringField({
    description: 'Value',
    example: 'fieldpilot-verification=3f0c2a7be1d94c58a6b7e0f1d2c3b4a596877869',
    maxLength: 150,
  })
  value: string;
}

@ApiSchema({ name: 'DomainCheck' })
export class DomainCheckDto {
  @DateTimeField({ description: 'When DNS was asked', example: '2026-11-22T10:00:00.000Z' })
  at: string;

  @EnumField({ description: 'What came of it', example: 'different', of: checkResult })
  result: CheckResult;

  @ArrayField({
    description: 'Texts that were found instead, cut to 255 characters each',
    example: ['fieldpilot-verification=of-another-account'],
    of: items.string({ maxLength: LONGEST_FOUND }),
    maxItems: MOST_FOUND,
  })
  found: string[];
}

@ApiSchema({ name: 'TenantDomain' })
export class TenantDomainDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b777' })
  id: string;

  @StringField({ description: 'Domain, international ones in punycode', example: 'service.acme.com', maxLength: 255 })
  domain: string;

  @StringField({ description: 'The same as people write it', example: 'service.acme.com', maxLength: 255 })
  unicodeDomain: string;

  @EnumField({ description: 'Status', example: 'pending', of: domainStatus })
  status: DomainStatus;

  @BooleanField({ description: 'Whether links lead to it; exactly one verified domain does', example: false })
  isPrimary: boolean;

  @ObjectField({
    description: 'The DNS record that proves it; null for an address that the operators have given',
    type: VerificationRecordDto,
    nullable: true,
  })
  record: VerificationRecordDto | null;

  @ObjectField({ description: 'The last look-up of the record', type: DomainCheckDto, nullable: true })
  lastCheck: DomainCheckDto | null;

  @DateTimeField({ description: 'Since when it is verified', example: null, nullable: true })
  verifiedAt: string | null;

  @DateTimeField({ description: 'Since when the record of a verified domain is gone', example: null, nullable: true })
  failingSince: string | null;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

@ApiSchema({ name: 'CreateTenantDomain' })
export class CreateTenantDomainDto {
  @StringField({
    description: 'A public host name without port and path. Letters of any script; case and a final dot do not matter',
    example: 'service.acme.com',
    maxLength: 255,
  })
  domain: string;
}

export class TenantDomainQuery extends pageQuery({ name: 'TenantDomain', list: tenantDomainList }) {}
