import { Global, Module } from '@nestjs/common';
import { Bulk } from './bulk/bulk.js';
import { Drain } from './health/drain.js';
import { StartupWork } from './health/startup-work.js';
import { RequestSteps } from '#libs/idempotency';
import { LoggingModule } from '#libs/logging';

/** What the application itself needs of libs/http; the rest is set up by `configureHttp`. A worker without HTTP gets the log alone. */
@Global()
@Module({
  imports: [LoggingModule],
  providers: [Bulk, RequestSteps, Drain, StartupWork],
  exports: [LoggingModule, Bulk, RequestSteps, Drain, StartupWork],
})
export class HttpModule {}
