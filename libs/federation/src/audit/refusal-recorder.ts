import { scopeCodes, type Viewer } from '@nuan/auth';
import { ForbiddenError } from '@nuan/errors';
import type { Acts } from '@nuan/facts';
import type { Logger } from '@nuan/telemetry';

import { rootCause } from '../wire-errors';

/** As which act refusals are on record. */
export const REFUSAL = 'access.refuse';

/** Refusals of one caller for want of one right, not yet on record. */
interface Refusals {
  readonly viewer: Viewer;
  readonly right: string;
  count: number;
  readonly fields: Set<string>;
  readonly since: Date;
}

/** Fields named in one row of the audit; a document can ask for thousands. */
const MAX_FIELDS = 20;

/** Kinds of refusals remembered between two writes; beyond it the recorder writes at once. */
const MAX_PENDING = 1_000;

/**
 * Puts refusals on record (拒绝记录): who was refused what for want of which right, as acts `access.refuse` of the audit chain. Those of one
 * caller and right within a few seconds become one row with a count, so that a flood of refusals can't hold up the acts of others
 * at the end of the chain.
 */
export class RefusalRecorder {
  private readonly pending = new Map<string, Refusals>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly acts: Acts,
    private readonly logger: Logger,
  ) {}

  /** Notes the refusals among the errors of one answer. */
  note(viewer: Viewer, errors: readonly { readonly path?: readonly (string | number)[] | undefined }[]): void {
    for (const error of errors) {
      const cause = rootCause(error);
      if (cause instanceof ForbiddenError) this.noteRefusal(viewer, cause, fieldOf(error.path));
    }
    if (this.pending.size >= MAX_PENDING) void this.write();
  }

  /** Notes one refusal, at a field or of the operation as a whole. */
  noteRefusal(viewer: Viewer, { action }: ForbiddenError, field = 'operation'): void {
    this.add(viewer, action, field);
  }

  /** Writes what is pending every so often. */
  start(everyMs: number): void {
    this.timer = setInterval(() => void this.write(), everyMs).unref();
  }

  /** Writes what is pending and ends. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.write();
  }

  /** Writes what is pending now; a failure is logged, and what was to be written is tried again next time. */
  async write(): Promise<void> {
    const batch = [...this.pending];
    this.pending.clear();
    this.writing = this.writing.then(async () => {
      for (const [key, refusals] of batch) await this.append(key, refusals);
    });
    return this.writing;
  }

  private add(viewer: Viewer, right: string, field: string): void {
    const key = JSON.stringify([viewer.subject, viewer.role, right]);
    const known = this.pending.get(key) ?? { viewer, right, count: 0, fields: new Set(), since: new Date() };
    known.count += 1;
    if (known.fields.size < MAX_FIELDS) known.fields.add(field);
    this.pending.set(key, known);
  }

  private async append(key: string, refusals: Refusals): Promise<void> {
    const { viewer, right, count, fields, since } = refusals;
    try {
      await this.acts.perform(viewer, REFUSAL, async (tx) => {
        const [region] = scopeCodes(viewer);
        if (region !== undefined) tx.within(region);
        tx.note({ right, count, fields: [...fields].sort(), since: since.toISOString() });
      });
    } catch (err) {
      this.logger.error({ err }, 'refusals could not be put on record; they are tried again');
      const later = this.pending.get(key);
      if (!later) this.pending.set(key, refusals);
      else later.count += count;
    }
  }
}

/** Where a refusal stands in an answer, without the places in lists: `households.nodes.netPerCapita`. */
function fieldOf(path: readonly (string | number)[] | undefined): string {
  return (path ?? []).filter((part) => typeof part === 'string').join('.') || 'operation';
}
