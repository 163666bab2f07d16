export {
  AppConfig,
  type Config,
  type DatabaseConfig,
  type Isolation,
  type LimitsConfig,
  type MailConfig,
  type LogLevel,
  type NodeEnv,
  type ProcessRole,
  type Rate,
  type S3Config,
  type Secrets,
  type SignUpConfig,
  type StorageConfig,
  type StripeConfig,
} from './app-config.js';
export { ConfigError } from './config-error.js';
export { ConfigModule } from './config.module.js';
export { loadConfig } from './load-config.js';
export { systemUser } from './system-user.js';
