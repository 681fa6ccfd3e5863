import { describe, expect, it } from '@jest/globals';

import { describeAuditBench } from './audit-report';

describe('the report of the audit', () => {
  it('shows each list with its times, and the slowest answer', () => {
    const answer = {
      persons: 1_000,
      acts: 39_984,
      officers: 2_991,
      actorsColdMs: 1_234,
      actorsMs: 321,
      trailMs: 45,
      scanMs: 9_876,
    };
    const text = describeAuditBench({ rows: 10_000_000, persons: 500_000, sizeBytes: 5 * 2 ** 30, answers: [answer] });
    expect(text).toContain('10,000,000 acts about 500,000 persons (5.0 GiB');
    expect(text).toContain('39,984');
    expect(text).toContain('The slowest answer took 1.2 s.');
  });
});
