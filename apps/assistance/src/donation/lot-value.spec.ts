import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { issueValue } from './lot-value';

describe('the value of an issue', () => {
  it('I22: adds up to the recorded value of the lot, however it is split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 }),
        fc.bigInt({ min: 1n, max: 10_000_000_000n }),
        (issues, valueFen) => {
          const quantity = issues.reduce((sum, one) => sum + one, 0);
          let [goneQuantity, goneValueFen] = [0, 0n];
          for (const issue of issues) {
            const value = issueValue({ quantity, valueFen, goneQuantity, goneValueFen }, issue);
            expect(value).toBeGreaterThanOrEqual(0n);
            goneQuantity += issue;
            goneValueFen += value;
          }
          expect(goneValueFen).toBe(valueFen);
        },
      ),
    );
  });

  it('is a thousandth of the lot for one of a thousand', () => {
    const lot = { quantity: 1_000, valueFen: 100_000_000n, goneQuantity: 0, goneValueFen: 0n };
    expect(issueValue(lot, 1)).toBe(100_000n);
  });
});
