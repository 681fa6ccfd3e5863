export {
  ConflictError,
  DomainError,
  type ErrorDetails,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnauthenticatedError,
  UnavailableError,
} from './domain-error';
export type { ErrorCode, RefusalCode, WireCode } from './error-code';
export { FaultError, Unreachable } from './fault';
