import { DomainError } from '@nuan/errors';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Acts, type ActTransaction } from './acts';
import { type Job, type JobHandler, type JobStep, viewerOfJob } from './job';

/** What a runner tells its process. */
export interface JobRunnerEvents {
  /** A step failed for a reason that is ours; it is tried again, five times in all. */
  onFault(error: unknown, job: { readonly id: string; readonly kind: string }): void;
}

interface Runnable {
  readonly id: string;
  readonly kind: string;
  readonly viewer: unknown;
  readonly attempts: number;
}

const MAX_ATTEMPTS = 5;

/** Another process has the job, or it has ended: nothing was done, so nothing is audited. */
const TAKEN = {};

const LOCKED = `select id, kind, subject_id as "subjectId", region_code as "regionCode", cursor, done::int as done, total::int as total,
  failed::int as failed from job where id = $1 and state in ('QUEUED','RUNNING') for update skip locked`;

/**
 * Runs long work step by step. The row lock of a step is the claim, so any number of processes may run jobs of one
 * database; a process that dies leaves the job where its last committed step left it.
 */
export class JobRunner {
  private readonly acts: Acts;
  private readonly handlers: ReadonlyMap<string, JobHandler>;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly db: DataSource,
    clock: Clock,
    handlers: readonly JobHandler[],
    private readonly events: JobRunnerEvents,
  ) {
    this.acts = new Acts(db, clock);
    this.handlers = new Map(handlers.map((handler) => [handler.kind, handler]));
  }

  /** Looks for work every `everyMs` and runs what there is. */
  start(everyMs: number): void {
    const look = async (): Promise<void> => {
      this.running = this.runAll().catch((error: unknown) => this.events.onFault(error, { id: '', kind: 'job' }));
      await this.running;
      if (!this.isStopped) this.timer = setTimeout(() => void look(), everyMs).unref();
    };
    void look();
  }

  /** Ends after the step that is running. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  /** Runs until nothing is runnable now; returns how many steps were done. */
  async runAll(): Promise<number> {
    let steps = 0;
    for (let found = true; found && !this.isStopped;) {
      found = false;
      for (const job of await this.runnable()) {
        if (this.isStopped) break;
        if (!(await this.runStep(job))) continue;
        found = true;
        steps += 1;
      }
    }
    return steps;
  }

  private runnable(): Promise<Runnable[]> {
    return this.db.query<Runnable[]>(
      `select id, kind, viewer, attempts from job where state in ('QUEUED','RUNNING') and not_before <= now() and kind = any($1::text[])
       order by created_at, id limit 20`,
      [[...this.handlers.keys()]],
    );
  }

  /** One step; false when another process has the job, or the step failed and waits for its next try. */
  private async runStep(runnable: Runnable): Promise<boolean> {
    const handler = this.handlers.get(runnable.kind);
    if (!handler) return false;
    const viewer = viewerOfJob(runnable.viewer);
    try {
      const outcome = await this.acts.perform<boolean, object>(viewer, handler.kind, async (tx) => {
        const [job] = await tx.query<Job[]>(LOCKED, [runnable.id]);
        if (!job) return tx.refuse(TAKEN);
        await save(tx, job, await handler.step(tx, job));
        return true;
      });
      if (outcome === TAKEN) return false;
      if (typeof outcome === 'boolean') return outcome;
      await this.fail(runnable, handler, messageOf(outcome));
    } catch (error) {
      if (error instanceof DomainError) await this.fail(runnable, handler, error.message);
      else await this.postpone(runnable, handler, error);
    }
    return false;
  }

  private async fail({ id, viewer }: Runnable, handler: JobHandler, message: string): Promise<void> {
    await this.acts.perform<void, object>(viewerOfJob(viewer), handler.kind, async (tx) => {
      const [job] = await tx.query<Job[]>(LOCKED, [id]);
      if (!job) return tx.refuse(TAKEN);
      await tx.query(`update job set state = 'FAILED', message = $2, finished_at = $3 where id = $1`, [
        id,
        message,
        tx.now,
      ]);
      tx.note({ job: id, outcome: 'FAILED', message });
      await handler.failed?.(tx, job, message);
    });
  }

  private async postpone(runnable: Runnable, handler: JobHandler, error: unknown): Promise<void> {
    this.events.onFault(error, runnable);
    if (runnable.attempts + 1 >= MAX_ATTEMPTS)
      return this.fail(runnable, handler, 'It failed on our side five times; start it again when that is mended.');
    await this.db.query(
      `update job set attempts = attempts + 1, not_before = now() + interval '1 second' * power(2, attempts) where id = $1`,
      [runnable.id],
    );
  }
}

async function save(tx: ActTransaction, job: Job, step: JobStep): Promise<void> {
  const { cursor, done, total = job.total, failed = job.failed, finished, message } = step;
  await tx.query(
    `update job set state = $2, cursor = $3, done = $4, total = $5, failed = $6, message = $7, attempts = 0,
       started_at = coalesce(started_at, $8), finished_at = $9 where id = $1`,
    [
      job.id,
      finished ? 'DONE' : 'RUNNING',
      cursor === null ? null : JSON.stringify(cursor),
      done,
      total,
      failed,
      message ?? null,
      tx.now,
      finished ? tx.now : null,
    ],
  );
  tx.note({ job: job.id, done, failed });
  if (job.regionCode !== null) tx.within(job.regionCode);
}

function messageOf(outcome: object): string {
  const { message } = outcome as { message?: unknown };
  return typeof message === 'string' ? message : outcome.constructor.name;
}

/** Runs the jobs of a database until none is left, as a process would; a fault is thrown. For specs and commands. */
export async function runJobs(db: DataSource, clock: Clock, handlers: readonly JobHandler[]): Promise<number> {
  const faults: unknown[] = [];
  const runner = new JobRunner(db, clock, handlers, { onFault: (error) => faults.push(error) });
  const steps = await runner.runAll();
  if (faults.length > 0) throw faults[0];
  return steps;
}
