// The product's controllers, authentication and database access without what the conventions of the API add to every response. Compared
// with the product it shows what all conventions together cost. node scripts/run-ts.mjs test/bench/plain-product.ts <settings as JSON>
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { loadConfig } from '#libs/config';
import { Authenticator } from '#libs/http';
import { AppLogger } from '#libs/logging';
import type { DatabaseUrls } from '#libs/database';
import { prepareRoutes } from '../../libs/http/routes/prepare-routes.js';
import { HttpAdapter } from '../../libs/http/app/http-adapter.js';
import { accessLog } from '../../libs/http/response/access-log.js';
import { ROOT_LOGGER } from '../../libs/logging/logging.module.js';
import { RequestHook } from '../../libs/http/request/request-hook.js';
import { ValidationPipe } from '../../libs/http/request/validation.pipe.js';
import { AppModule } from '../../src/app.module.js';

export interface PlainProductSettings {
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly urls: DatabaseUrls;
}

const { port, environment, urls } = JSON.parse(process.argv[2]!) as PlainProductSettings;
const config = loadConfig(environment);
const adapter = new HttpAdapter(config);
const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot({ config, urls }), adapter, {
  bodyParser: false,
  bufferLogs: true,
});
app.useLogger(app.get(AppLogger));
prepareRoutes(app);
// authentication, the tenant and the log line stay, because they are not conventions of the API
const fastify = adapter.getInstance();
fastify.addHook('onRequest', new RequestHook(app.get(Authenticator, { strict: false })).onRequest);
fastify.addHook('onResponse', accessLog(app.get<Logger>(ROOT_LOGGER)));
app.useGlobalPipes(new ValidationPipe());
await app.listen(port, '127.0.0.1');
