import { isRole, type Viewer } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import type { ActTransaction } from './acts';

/** Where a job is (作业状态). */
export type JobState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

/** Where the next step begins; whatever the job's handler wrote, as JSON. */
export type JobCursor = Readonly<Record<string, string | number | boolean | null>>;

/** One piece of long work (作业), as its handler sees it. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  /** The batch, import or list that it works on. */
  readonly subjectId: string;
  readonly regionCode: string | null;
  /** Null before the first step, unless the job was started with one. */
  readonly cursor: JobCursor | null;
  /** Items done so far, failed ones included. */
  readonly done: number;
  readonly total: number | null;
  readonly failed: number;
}

/** What a step did: the job's counts are replaced by these. */
export interface JobStep {
  readonly cursor: JobCursor | null;
  /** Items done in all. */
  readonly done: number;
  readonly total?: number | null;
  /** Items of `done` that ended in a row-level problem. */
  readonly failed?: number;
  readonly finished: boolean;
  readonly message?: string;
}

/** Does the work of one kind of job. */
export interface JobHandler {
  /** `<noun>.<verb>`, such as 'batch.reserve'; also the action of each step's audit row. */
  readonly kind: string;
  /** Does one piece in the given transaction, which also moves the cursor: killed anywhere, it has either happened or not. */
  step(tx: ActTransaction, job: Job): Promise<JobStep>;
  /** What the end in failure means for the subject; in the transaction that marks the job as failed. */
  failed?(tx: ActTransaction, job: Job, message: string): Promise<void>;
}

/** A job to be started. */
export interface NewJob {
  readonly kind: string;
  readonly subjectId: string;
  readonly regionCode?: string;
  readonly cursor?: JobCursor;
  readonly total?: number;
}

/** How far long work on a subject is (进度). */
export interface JobProgress {
  readonly subjectId: string;
  readonly kind: string;
  readonly state: JobState;
  readonly done: number;
  readonly total: number | null;
  readonly failed: number;
  readonly message: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Queues a job inside an act: it begins only when the act commits. Returns its id. */
export async function startJob(tx: ActTransaction, job: NewJob): Promise<string> {
  const id = newId();
  await tx.query(
    `insert into job (id, kind, subject_id, region_code, state, viewer, cursor, total, created_at)
     values ($1, $2, $3, $4, 'QUEUED', $5, $6, $7, $8)`,
    [
      id,
      job.kind,
      job.subjectId,
      job.regionCode ?? null,
      JSON.stringify(tx.viewer),
      job.cursor === undefined ? null : JSON.stringify(job.cursor),
      job.total ?? null,
      tx.now,
    ],
  );
  return id;
}

/** Ends the jobs of a subject that haven't finished; what their steps have done stays. */
export async function cancelJobs(tx: ActTransaction, subjectId: string): Promise<void> {
  await tx.query(
    `update job set state = 'CANCELLED', finished_at = $2 where subject_id = $1 and state in ('QUEUED','RUNNING')`,
    [subjectId, tx.now],
  );
}

const PROGRESS = `select distinct on (subject_id) subject_id as "subjectId", kind, state, done::int as done, total::int as total,
  failed::int as failed, message, started_at as "startedAt", finished_at as "finishedAt"
from job where subject_id = any($1::uuid[]) order by subject_id, created_at desc, id desc`;

/** The newest job of each subject in one statement; index-aligned, null for a subject without one. */
export async function loadProgress(
  db: Pick<DataSource, 'query'>,
  subjectIds: readonly string[],
): Promise<(JobProgress | null)[]> {
  const rows = await db.query<JobProgress[]>(PROGRESS, [subjectIds]);
  const bySubject = new Map(rows.map((row) => [row.subjectId, row]));
  return subjectIds.map((id) => bySubject.get(id) ?? null);
}

/** The caller that a job's row names. */
export function viewerOfJob(stored: unknown): Viewer {
  const viewer = stored as Viewer;
  if (typeof viewer?.subject !== 'string' || !isRole(viewer.role)) throw new FaultError('a job names no caller');
  return viewer;
}
