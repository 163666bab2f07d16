// The product with two routes more that do nothing, one open to all and one that asks for a credential.
// node scripts/run-ts.mjs test/bench/auth-product.ts <settings as JSON>
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { loadConfig } from '#libs/config';
import type { DatabaseUrls } from '#libs/database';
import { createHttpApp, Public, SignedIn } from '#libs/http';
import { AppModule } from '../../src/app.module.js';

export interface AuthProductSettings {
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly urls: DatabaseUrls;
}

const nothing = { done: true };

@Controller('v1/nothing')
class NothingController {
  @Get('open')
  @Public()
  answerAnybody(): object {
    return nothing;
  }

  @Get('protected')
  @SignedIn({ apiKeys: true })
  answerSignedIn(): object {
    return nothing;
  }
}

const { port, environment, urls } = JSON.parse(process.argv[2]!) as AuthProductSettings;
const config = loadConfig(environment);

@Module({ imports: [AppModule.forRoot({ config, urls })], controllers: [NothingController] })
class AuthProductModule {}

const app = await createHttpApp(AuthProductModule, config);
await app.listen(port, '127.0.0.1');
