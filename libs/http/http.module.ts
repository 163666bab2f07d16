import { Global, Module } from '@nestjs/common';
import { Drain } from './health/drain.js';
import { ExampleSecrets } from './openapi/example-secrets.js';
import { StartupWork } from './health/startup-work.js';
import { LoggingModule } from '#libs/logging';

/** What the application itself needs of libs/http; the rest is set up by `configureHttp`. A worker without HTTP gets the log alone. */
@Global()
@Module({
  imports: [LoggingModule],
  providers: [Drain, ExampleSecrets, StartupWork],
  exports: [LoggingModule, Drain, ExampleSecrets, StartupWork],
})
export class HttpModule {}
