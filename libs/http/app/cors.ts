import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const exposed = [
  'Allow',
  'ETag',
  'Link',
  'Location',
  'Retry-After',
  'X-Request-Id',
  'Idempotent-Replayed',
  'RateLimit',
  'RateLimit-Policy',
  'Deprecation',
  'Sunset',
  'traceparent',
  'WWW-Authenticate',
];

const accepted = [
  'Accept',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'X-Request-Id',
  'X-Tenant',
  'traceparent',
];

/** Browser applications of other origins are let in by name. Without any, no answer carries CORS headers at all. */
export function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: accepted,
    exposedHeaders: exposed,
    maxAge: 3600,
    strictPreflight: false,
    // OPTIONS is answered where all methods of an address are known, see nameMethods
    preflightContinue: true,
  });
}
