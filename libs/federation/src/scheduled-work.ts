import { type Clock, lastDue, type Schedule } from '@nuan/kernel';
import type { Logger } from '@nuan/telemetry';
import type { DataSource } from 'typeorm';

/** What scheduled work is given. */
export interface ScheduledContext {
  /** As the application role. */
  readonly db: DataSource;
  readonly clock: Clock;
  /** When it last fell due: what was done since then need not be done again. */
  readonly dueAt: Date;
}

/** Work that falls due by the calendar (定时任务). */
export interface ScheduledWork {
  /** For logs. */
  readonly name: string;
  /** Does it unless it has been done since it fell due; true when it did. Processes of one subgraph may ask at once: one does it. */
  runIfDue(context: ScheduledContext): Promise<boolean>;
}

/** How soon after its time work is done, and how soon again what failed. */
const LOOK_EVERY_MS = 60_000;

/** Does scheduled work while the subgraph serves: also what fell due while it didn't. Null without a schedule. */
export function runScheduled(
  work: readonly ScheduledWork[],
  schedule: Schedule | null,
  {
    db,
    clock,
    logger,
    lookEveryMs = LOOK_EVERY_MS,
  }: { db: DataSource; clock: Clock; logger: Logger; lookEveryMs?: number },
): { stop(): Promise<void> } | null {
  if (schedule === null || work.length === 0) return null;
  let running: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    for (const each of work)
      try {
        const dueAt = lastDue(schedule, clock.now());
        if (await each.runIfDue({ db, clock, dueAt }))
          logger.info({ work: each.name, dueAt }, 'scheduled work was done');
      } catch (err) {
        logger.error({ err, work: each.name }, 'scheduled work failed; it is tried again');
      }
  };
  // A look that comes due while the last one still works is left out: what it would have seen, the next one sees.
  const timer = setInterval(() => {
    running ??= look().finally(() => (running = null));
  }, lookEveryMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
