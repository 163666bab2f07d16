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

/** Only the listed origins are allowed. Without any, no response has CORS headers. */
export function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: accepted,
    exposedHeaders: exposed,
    maxAge: 3600,
    strictPreflight: false,
    // OPTIONS is handled by the hook that knows the methods of each path
    preflightContinue: true,
  });
}
