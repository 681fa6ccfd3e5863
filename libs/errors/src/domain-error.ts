import type { ErrorCode, RefusalCode } from './error-code';

/** Facts of a refusal that a client may see: ids, enum values and bounds. Never personal data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * A refusal that a client can act on: a stable code, a message safe to show, facts, and the cause for the log alone.
 * Services throw these and only these; the wire form is made in one place (`@nuan/federation`).
 */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;

  constructor(
    message: string,
    readonly details: ErrorDetails = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The caller sent something that no state of the world could make right: a bad value, a bad combination, a bad cursor. */
export class InvalidInputError extends DomainError {
  override readonly code: Extract<RefusalCode, 'BAD_USER_INPUT'> = 'BAD_USER_INPUT';

  /**
   * @param field the argument or input field at fault, as the client wrote its path.
   * @param rule the broken rule, as a stable SCREAMING_SNAKE name.
   */
  constructor(
    readonly field: string,
    readonly rule: string,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { ...details, field, rule });
  }
}

/** No token, or one that doesn't hold: why is for the log, since the difference helps only an attacker. */
export class UnauthenticatedError extends DomainError {
  override readonly code: Extract<RefusalCode, 'UNAUTHENTICATED'> = 'UNAUTHENTICATED';

  constructor(message = 'A valid access token is required.', options?: { readonly cause?: unknown }) {
    super(message, {}, options);
  }
}

/** A known caller asked for what its role, region or scopes don't allow. */
export class ForbiddenError extends DomainError {
  override readonly code: Extract<RefusalCode, 'FORBIDDEN'> = 'FORBIDDEN';

  constructor(
    readonly action: string,
    message = 'Your role, region or scopes do not allow this.',
    details: ErrorDetails = {},
  ) {
    super(message, { ...details, action });
  }
}

/** An id of ours, which tells nothing. Anything else that a client sent for one isn't repeated: it may be somebody's number. */
const OPAQUE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nothing with this id exists within the caller's region; whether it exists elsewhere is not told. */
export class NotFoundError extends DomainError {
  override readonly code: Extract<RefusalCode, 'NOT_FOUND'> = 'NOT_FOUND';

  constructor(
    readonly entity: string,
    readonly id: string,
  ) {
    super(`No ${entity} with this id.`, OPAQUE.test(id) ? { entity, id } : { entity });
  }
}

/** The request was sound, but the present state of the world refuses it: a broken rule, a lost race, a spent balance. */
export class ConflictError extends DomainError {
  override readonly code: Extract<RefusalCode, 'CONFLICT'> = 'CONFLICT';

  constructor(
    readonly rule: string,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { ...details, rule });
  }
}

/** Something that we depend on doesn't answer now; the same request may succeed later. */
export class UnavailableError extends DomainError {
  override readonly code: Extract<RefusalCode, 'UNAVAILABLE'> = 'UNAVAILABLE';

  constructor(message = 'Temporarily unavailable. Try again shortly.', options?: { readonly cause?: unknown }) {
    super(message, {}, options);
  }
}
