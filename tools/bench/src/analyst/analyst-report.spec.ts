import { describe, expect, it } from '@jest/globals';

import { summarise } from '../statistics';
import { describeAnalystContest } from './analyst-report';

describe('the contest of officer and analyst', () => {
  it('shows both side by side, and how much longer the analyst waits', () => {
    const of = (ms: number) => summarise([{ latenciesMs: [ms, ms, ms], elapsedMs: 3 * ms }]);
    const text = describeAnalystContest({
      officer: { role: 'province', summary: of(20), aloneP50Ms: 10, firstMs: 40 },
      analyst: { role: 'analyst', summary: of(15), aloneP50Ms: 8, firstMs: 900 },
    });
    expect(text).toMatch(/officer of the province.*50\.0.*20\.0.*20\.0.*10\.0.*40\.0/);
    expect(text).toMatch(/analyst.*66\.7.*15\.0.*15\.0.*8\.0.*900\.0/);
    expect(text).toMatch(/ratio.*1\.33×.*0\.75×.*0\.75×.*0\.80×/);
    expect(text).toContain('An analyst waits 0.75 times as long as an officer.');
  });
});
