import { describe, expect, it } from '@jest/globals';

import { delays, describeHostileContest } from './hostile-report';

const contest = {
  verdicts: [{ title: 'aliases', status: 400, code: 'ALIAS_LIMIT', tookMs: 12.34 }],
  alone: { requests: 50, p50Ms: 20, p95Ms: 40 },
  beside: { requests: 48, p50Ms: 25, p95Ms: 60 },
  answered: new Map([
    [429, 900],
    [400, 30],
  ]),
};

describe('the report of hostile documents', () => {
  it('compares the waits of the honest caller', () => {
    expect(delays(contest)).toEqual({ p50: 1.25, p95: 1.5 });
  });

  it('shows each verdict and how the attacker was answered', () => {
    const text = describeHostileContest(contest);
    expect(text).toContain('ALIAS_LIMIT');
    expect(text).toContain('30 with 400, 900 with 429');
    expect(text).toContain('1.25 times as long');
  });
});
