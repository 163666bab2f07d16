import { ApiSchema, OmitType } from '@nestjs/swagger';
import { OperationDto } from '#libs/http';

/** What it came to is for the people of the tenant. */
@ApiSchema({ name: 'TenantOperation' })
export class TenantOperationDto extends OmitType(OperationDto, ['result']) {}
