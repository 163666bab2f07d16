export { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded/embedded-postgres.js';
export type { LoginOptions, Logins } from './logins/logins.js';
export { prepareLogins } from './logins/prepare-logins.js';
