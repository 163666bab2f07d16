import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { AppConfig } from '#libs/config';
import { findContext } from '#libs/request-context';
import { traceFields } from './trace-context.js';
import { loggableError } from './loggable-error.js';
import { redact } from './redact.js';

/** One line of JSON per entry, in UTC, each with its request, tenant and user. */
export function createLogger(config: AppConfig, destination: DestinationStream = destinationFor(config)): Logger {
  const options: LoggerOptions = {
    level: config.logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: redact },
    serializers: { err: loggableError },
    mixin: logOrigin,
  };
  return pino(options, destination);
}

interface Origin {
  requestId?: string;
  traceId?: string;
  spanId?: string;
  tenant?: string;
  userId?: string;
  apiKeyId?: string;
}

export function logOrigin(): Origin {
  const context = findContext();
  if (!context) return {};
  const { requestId, traceparent, tenant, actor } = context;
  const origin: Origin = { requestId, ...(traceparent && traceFields(traceparent)) };
  if (tenant) origin.tenant = tenant.slug;
  if (actor.kind === 'user' || actor.kind === 'operator') origin.userId = actor.id;
  if (actor.kind === 'user' && actor.apiKey) origin.apiKeyId = actor.apiKey.id;
  return origin;
}

/**
 * Readable on a developer's terminal. Elsewhere lines are buffered briefly, which saves a system call for each, and flushed at exit; in
 * tests they are written at once.
 */
function destinationFor({ nodeEnv }: AppConfig): DestinationStream {
  if (nodeEnv === 'test') return pino.destination({ sync: true });
  if (nodeEnv === 'development' && process.stdout.isTTY) {
    return PinoPretty({
      colorize: true,
      ignore: 'requestId,traceId,spanId,tenant,userId,apiKeyId',
      translateTime: 'SYS:HH:MM:ss.l',
      sync: true,
    });
  }
  return pino.destination({ sync: false, minLength: 4096, periodicFlush: 500 });
}
