import type { LimitsConfig, NodeEnv, Rate, SignUpConfig } from './app-config.js';
import type { EnvironmentReader } from './environment-reader.js';

const HOUR = 3_600;

/** Tests call faster and sign up more often than anybody should. */
function usual(nodeEnv: NodeEnv, quota: number, seconds: number): Rate {
  return nodeEnv === 'test' ? { quota: 1_000_000, seconds: 10 } : { quota, seconds };
}

/**
 * Far above what people and well-behaved programs need, yet low enough to stop a runaway client before others notice. Higher in tests,
 * which call faster than anybody should.
 */
export function readLimits(reader: EnvironmentReader, nodeEnv: NodeEnv): LimitsConfig {
  return {
    enabled: reader.oneOf('RATE_LIMITS', ['on', 'off'] as const, 'on') === 'on',
    tenant: reader.rate('RATE_LIMIT_TENANT', usual(nodeEnv, 2_000, 10)),
    principal: reader.rate('RATE_LIMIT_PRINCIPAL', usual(nodeEnv, 1_000, 10)),
    network: reader.rate('RATE_LIMIT_NETWORK', usual(nodeEnv, 300, 60)),
  };
}

/** A company needs one account; a provider of free mail has the customers of many. */
export function readSignUp(reader: EnvironmentReader, nodeEnv: NodeEnv): SignUpConfig {
  const perHour = (quota: number): Rate => usual(nodeEnv, quota, HOUR);
  return {
    enabled: reader.oneOf('SIGN_UP', ['on', 'off'] as const, 'on') === 'on',
    spareSchemas: reader.integer('SPARE_SCHEMAS', { min: 0, max: 50, fallback: nodeEnv === 'test' ? 0 : 2 }),
    network: reader.rate('SIGN_UP_LIMIT_NETWORK', perHour(20)),
    mailbox: reader.rate('SIGN_UP_LIMIT_MAILBOX', perHour(3)),
    domain: reader.rate('SIGN_UP_LIMIT_DOMAIN', perHour(5)),
    freeMail: reader.rate('SIGN_UP_LIMIT_FREE_MAIL', perHour(100)),
    disposable: reader.rate('SIGN_UP_LIMIT_DISPOSABLE', perHour(3)),
  };
}
