export { AppLogger } from './app-logger.js';
export { createLogger } from './logger.js';
export { LoggingModule, ROOT_LOGGER } from './logging.module.js';
export { continuedTrace, traceFields } from './trace-context.js';
