import { Global, Module } from '@nestjs/common';
import { Drain } from './health/drain.js';
import { ExampleSecrets } from './openapi/example-secrets.js';
import { StartupWork } from './health/startup-work.js';
import { LoggingModule } from '#libs/logging';

/** The providers of libs/http; `configureHttp` sets up the rest. A worker without HTTP uses only the logger. */
@Global()
@Module({
  imports: [LoggingModule],
  providers: [Drain, ExampleSecrets, StartupWork],
  exports: [LoggingModule, Drain, ExampleSecrets, StartupWork],
})
export class HttpModule {}
