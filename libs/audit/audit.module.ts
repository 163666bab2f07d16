import { Global, Module } from '@nestjs/common';
import { PlatformUnitOfWork, UnitOfWork } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { AuditLog } from './audit-log.js';
import { AuditRecorder } from './audit.recorder.js';

@Global()
@Module({ providers: [AuditLog], exports: [AuditLog] })
export class AuditModule {
  constructor(unitOfWork: UnitOfWork, platformUnitOfWork: PlatformUnitOfWork) {
    unitOfWork.addRecorder(new AuditRecorder(() => currentTenant().schema));
    platformUnitOfWork.addRecorder(new AuditRecorder(() => 'public'));
  }
}
