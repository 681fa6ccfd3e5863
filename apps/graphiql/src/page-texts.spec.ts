import { describe, expect, it } from '@jest/globals';

import { titleOf } from './examples';
import { outlineOf } from './query-plan';
import { accessOf } from './schema-access';
import { bareToken, factsOf } from './session-token';

describe('the token field', () => {
  it.each(['abc.def.ghi', '  Bearer abc.def.ghi\n', '"abc.def.ghi"', 'Authorization: Bearer abc.\n def.ghi'])(
    'takes %j for the bare token',
    (pasted) => expect(bareToken(pasted)).toBe('abc.def.ghi'),
  );

  it('reads role, regions and expiry for display', () => {
    const payload = Buffer.from(JSON.stringify({ role: 'city', read: ['340100'], exp: 1_500_000_000 })).toString(
      'base64url',
    );
    expect(factsOf(`x.${payload}.y`)).toEqual({
      role: 'city',
      regions: ['340100'],
      expiresAt: new Date('2017-07-14T02:40:00Z'),
    });
  });

  it.each(['', 'abc', 'a.%%%.c'])('sees that %j is no token', (token) => expect(factsOf(token)).toBeNull());
});

describe('what a token is given of the schema', () => {
  const refusal = (code: string) => ({ errors: [{ message: 'x', extensions: { code } }] });

  it('is what the server answers, and never more', () => {
    const schema = { __schema: { types: [] } };
    expect(accessOf(200, { data: schema })).toEqual({ kind: 'shown', schema });
    expect(accessOf(400, refusal('INTROSPECTION_DISABLED'))).toEqual({ kind: 'withheld' });
    expect(accessOf(401, refusal('UNAUTHENTICATED'))).toEqual({ kind: 'refused' });
    expect(accessOf(403, refusal('FORBIDDEN'))).toEqual({ kind: 'elsewhere' });
    for (const [status, body] of [
      [429, refusal('RATE_LIMITED')],
      [503, refusal('UNAVAILABLE')],
      [200, { data: null }],
      [200, null],
    ] as const)
      expect(accessOf(status, body)).toEqual({ kind: 'unknown' });
  });
});

describe('the saved questions', () => {
  it('are titled from their names', () => {
    expect(titleOf('q01-city-board')).toEqual({ number: '01', title: 'City board' });
    expect(titleOf('mine')).toEqual({ number: '', title: 'Mine' });
  });
});

describe('the plan panel', () => {
  it('outlines what runs together and what waits', () => {
    const fetch = (serviceName: string) => ({ kind: 'Fetch', serviceName, operation: `{${serviceName}}` });
    const flatten = { kind: 'Flatten', path: [{ Field: 'a' }, '@', { TypeCondition: ['B', 'C'] }], node: fetch('two') };
    const plan = { kind: 'Sequence', nodes: [fetch('one'), flatten] };
    expect(outlineOf(plan)).toEqual([
      { depth: 0, kind: 'Sequence', service: null, text: '' },
      { depth: 1, kind: 'Fetch', service: 'one', text: '{one}' },
      { depth: 1, kind: 'Flatten', service: null, text: 'a.@.…B|C' },
      { depth: 2, kind: 'Fetch', service: 'two', text: '{two}' },
    ]);
  });
});
