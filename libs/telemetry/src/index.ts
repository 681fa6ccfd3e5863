export { createHealth, type Health, type HealthCheck, type HealthOptions, type Readiness } from './health';
export { createLogger, type Logger, type LoggerOptions } from './logger';
export { onShutdown, SHUTDOWN_LIMIT_MS } from './shutdown';
