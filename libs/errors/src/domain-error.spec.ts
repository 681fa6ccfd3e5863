import { describe, expect, it } from '@jest/globals';

import {
  ConflictError,
  DomainError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnauthenticatedError,
  UnavailableError,
} from './domain-error';
import { FaultError, Unreachable } from './fault';

describe('refusals', () => {
  it.each([
    [
      new InvalidInputError('first', 'TOO_MANY', 'At most 100.', { max: 100 }),
      'BAD_USER_INPUT',
      { field: 'first', rule: 'TOO_MANY', max: 100 },
    ],
    [new UnauthenticatedError(), 'UNAUTHENTICATED', {}],
    [new ForbiddenError('household:read'), 'FORBIDDEN', { action: 'household:read' }],
    [new NotFoundError('Household', 'x'), 'NOT_FOUND', { entity: 'Household' }],
    [
      new NotFoundError('Household', '0190f3c0-0000-7000-8000-000000000001'),
      'NOT_FOUND',
      { entity: 'Household', id: '0190f3c0-0000-7000-8000-000000000001' },
    ],
    [new ConflictError('OVERDRAWN', 'Not enough money.'), 'CONFLICT', { rule: 'OVERDRAWN' }],
    [new UnavailableError(), 'UNAVAILABLE', {}],
  ])('number %# carries its code and its facts', (error, code, details) => {
    expect(error).toBeInstanceOf(DomainError);
    expect(error.code).toBe(code);
    expect(error.details).toEqual(details);
    expect(error.name).toBe(error.constructor.name);
  });

  it('keep the cause for the log', () => {
    const cause = new FaultError('socket closed');
    expect(new UnavailableError(undefined, { cause }).cause).toBe(cause);
  });
});

describe('faults', () => {
  it('are not refusals', () => {
    expect(new FaultError('x')).not.toBeInstanceOf(DomainError);
    expect(new Unreachable('x' as never)).toBeInstanceOf(FaultError);
  });
});
