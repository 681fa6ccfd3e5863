import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@nuan/kernel';
import { createLogger } from '@nuan/telemetry';
import type { DataSource } from 'typeorm';

import { runScheduled, type ScheduledContext } from './scheduled-work';

const logger = createLogger({ name: 'test', level: 'silent' });
const clock = fixedClock(new Date('2017-01-23T18:00+08:00'));
const db = {} as DataSource;
const NIGHTLY = { every: 'day', at: '02:30' } as const;
const options = { db, clock, logger, lookEveryMs: 5 };

describe('scheduled work', () => {
  it('is looked at again and again, with the instant at which it last fell due', async () => {
    const seen: Date[] = [];
    await new Promise<void>((resolve) => {
      const runIfDue = ({ dueAt }: ScheduledContext): Promise<boolean> => {
        if (seen.push(dueAt) === 3) resolve();
        return Promise.resolve(false);
      };
      const running = runScheduled([{ name: 'one', runIfDue }], NIGHTLY, options);
      setTimeout(() => void running?.stop(), 2_000).unref();
    });
    expect(seen.slice(0, 3)).toEqual(Array(3).fill(new Date('2017-01-23T02:30+08:00')));
  });

  it('that fails is tried again and keeps no other from its turn', async () => {
    let failures = 0;
    const others = await new Promise<number>((resolve) => {
      const work = [
        { name: 'failing', runIfDue: () => Promise.reject(new RangeError(`${++failures}`)) },
        {
          name: 'other',
          runIfDue: () => {
            if (failures >= 2) resolve(failures);
            return Promise.resolve(true);
          },
        },
      ];
      const running = runScheduled(work, NIGHTLY, options);
      setTimeout(() => void running?.stop(), 2_000).unref();
    });
    expect(others).toBe(2);
  });

  it('that is slow is looked at once at a time, and no looks pile up behind it', async () => {
    const begun: number[] = [];
    let isUnderWay = false;
    let wasAlone = true;
    const runIfDue = async (): Promise<boolean> => {
      begun.push(performance.now());
      wasAlone &&= !isUnderWay;
      isUnderWay = true;
      // The first takes as long as twenty looks.
      if (begun.length === 1) await new Promise((resolve) => setTimeout(resolve, 20 * options.lookEveryMs));
      isUnderWay = false;
      return false;
    };
    const running = runScheduled([{ name: 'slow', runIfDue }], NIGHTLY, options);
    while (begun.length < 4) await new Promise((resolve) => setTimeout(resolve, 1));
    await running?.stop();
    const [, second = 0, , fourth = 0] = begun;
    expect(wasAlone).toBe(true);
    expect(fourth - second).toBeGreaterThan(options.lookEveryMs);
  });

  it('ends with the work that is running, and begins none without a schedule', async () => {
    let isDone = false;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const runIfDue = async (): Promise<boolean> => {
      begin();
      await new Promise((resolve) => setTimeout(resolve, 30));
      return (isDone = true);
    };
    const running = runScheduled([{ name: 'slow', runIfDue }], NIGHTLY, options);
    await begun;
    await running?.stop();
    expect(isDone).toBe(true);
    expect(runScheduled([{ name: 'slow', runIfDue }], null, options)).toBeNull();
  });
});
