export { describeConfig } from './describe-config';
export { type GatewayTarget, readGatewayTarget } from './gateway-target';
export { assertDevelopment, type Mode, mode, MODES } from './mode';
export { ConfigError, type Environment, readConfig } from './read-config';
export { durationMs, flag, list, oneOf, port, secret, text, url, wholeNumber } from './readers';
export { Secret } from './secret';
