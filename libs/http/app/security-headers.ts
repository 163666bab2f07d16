import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '#libs/config';

/** Answers of the API are data: a browser that is led to show one may load and run nothing. */
const apiPolicy = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/** For the pages the application serves itself: scripts and styles of its own only. Swagger UI sets styles on elements. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/**
 * Nest's own headers, which are made once at boot and written as they are; the plugin that does the same for Fastify alone computes them
 * again for every request.
 */
export function sendSecurityHeaders(app: NestFastifyApplication, { nodeEnv }: AppConfig): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: { useDefaults: false, directives: apiPolicy },
    // Behind TLS in production; a developer's localhost must stay reachable without it.
    strictTransportSecurity: nodeEnv === 'production',
    xFrameOptions: { action: 'deny' },
    originAgentCluster: false,
    xDownloadOptions: false,
    xDnsPrefetchControl: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xPoweredBy: false,
  });
}
