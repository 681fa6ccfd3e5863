import { scopeCodes, type Viewer } from '@nuan/auth';
import { ForbiddenError, NotFoundError } from '@nuan/errors';
import type { Acts } from '@nuan/facts';
import type { Logger } from '@nuan/telemetry';

import { rootCause } from '../wire-errors';

/** As which act refusals are on record. */
export const REFUSAL = 'access.refuse';

/**
 * Outcomes that tell of an attempt at what one may not (越权尝试), by their rule: more values in clear than an hour allows, and a hand on both
 * sides of four eyes. Every other outcome is an officer's everyday mistake.
 */
const ATTEMPTS: ReadonlySet<unknown> = new Set(['RATE_LIMITED', 'FOUR_EYES', 'FORBIDDEN_SELF_APPROVAL']);

/** Why somebody was refused: the right that was missing, the rule that was broken, or the kind of row that isn't there for the caller. */
type Reason = readonly ['right' | 'rule' | 'unknown', string];

/** Refusals of one caller for one reason, not yet on record. */
interface Refusals {
  readonly viewer: Viewer;
  readonly reason: Reason;
  count: number;
  readonly fields: Set<string>;
  readonly since: Date;
}

/** Fields named in one row of the audit; a document can ask for thousands. */
const MAX_FIELDS = 20;

/** Kinds of refusals remembered between two writes; beyond it the recorder writes at once. */
const MAX_PENDING = 1_000;

/**
 * Puts refusals on record (拒绝记录): who was refused what for want of which right, by which rule of {@link ATTEMPTS}, or because no such
 * row is there for the caller (whoever walks the ids of another region), as acts `access.refuse` of the audit chain. Those of one caller in one capacity
 * and reason within a few seconds become one row with a count, in each of the caller's regions, so that a flood of refusals can't hold up the acts of others at the end
 * of the chain.
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
      if (cause instanceof NotFoundError) this.add(viewer, ['unknown', cause.entity], fieldOf(error.path));
    }
  }

  /** Notes one refusal, at a field or of the operation as a whole. */
  noteRefusal(viewer: Viewer, { action }: ForbiddenError, field = 'operation'): void {
    this.add(viewer, ['right', action], field);
  }

  /** Notes the outcome of an act that was given up, if it tells of an attempt at what one may not. */
  noteOutcome(viewer: Viewer, action: string, outcome: object): void {
    const { rule } = outcome as { readonly rule?: unknown };
    if (typeof rule === 'string' && ATTEMPTS.has(rule)) this.add(viewer, ['rule', rule], action);
  }

  /** Notes a token that holds, and isn't good for this subgraph. */
  noteToken(viewer: Viewer): void {
    this.add(viewer, ['rule', 'TOKEN_NOT_FOR_THIS_SUBGRAPH'], 'operation');
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

  private add(viewer: Viewer, reason: Reason, field: string): void {
    const key = keyOf(viewer, reason);
    const known = this.pending.get(key);
    const refusals = known ?? { viewer, reason, count: 0, fields: new Set(), since: new Date() };
    refusals.count += 1;
    nameFields(refusals, [field]);
    if (known) return;
    this.pending.set(key, refusals);
    // Once each time that it fills up: while nothing can be written, not for every refusal anew.
    if (this.pending.size % MAX_PENDING === 0) void this.write();
  }

  private async append(key: string, refusals: Refusals): Promise<void> {
    const { viewer, reason, count, fields, since } = refusals;
    const facts = { [reason[0]]: reason[1], count, fields: [...fields].sort(), since: since.toISOString() };
    try {
      await this.acts.perform(viewer, REFUSAL, async (tx) => {
        const [region, ...others] = scopeCodes(viewer);
        if (region !== undefined) tx.within(region);
        tx.note(facts);
        for (const other of others) tx.elsewhere(other, 'Refusal', [], facts);
      });
    } catch (err) {
      this.logger.error({ err }, 'refusals could not be put on record; they are tried again');
      this.putBack(key, refusals);
    }
  }

  /** What could not be written, together with what came meanwhile. */
  private putBack(key: string, refusals: Refusals): void {
    const later = this.pending.get(key);
    this.pending.set(key, refusals);
    if (!later) return;
    refusals.count += later.count;
    nameFields(refusals, later.fields);
  }
}

/** One caller in one capacity: whom it stands in for, under which emergency access, and for which regions, are part of who it is. */
function keyOf(viewer: Viewer, reason: Reason): string {
  const { onBehalfOf = null, emergencyId = null } = viewer.credential ?? {};
  return JSON.stringify([viewer.subject, viewer.role, onBehalfOf, emergencyId, scopeCodes(viewer).sort(), reason]);
}

function nameFields({ fields }: Refusals, more: Iterable<string>): void {
  for (const field of more) if (fields.size < MAX_FIELDS) fields.add(field);
}

/** Where a refusal stands in an answer, without the places in lists: `households.nodes.netPerCapita`. */
function fieldOf(path: readonly (string | number)[] | undefined): string {
  return (path ?? []).filter((part) => typeof part === 'string').join('.') || 'operation';
}
