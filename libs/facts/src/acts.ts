import { setTimeout as sleep } from 'node:timers/promises';

import type { Viewer } from '@nuan/auth';
import { whoeverWaits } from '@nuan/database';
import { ConflictError, FaultError, InvalidInputError } from '@nuan/errors';
import { type Clock, holdsPersonalNumber, isUuid, type LocalDate, localDateOf, newId } from '@nuan/kernel';
import type { DataSource, EntityManager } from 'typeorm';

import { tellRefusal } from './refusal-watch';
import { requestHash } from './request-hash';
import { asViewer } from './viewer-scope';
import { walledOff } from './walled-off';

/** A fact that an audit row may hold: enum values, ids, counts, amounts as text, reasons. Never personal data. */
export type AuditFact = string | number | boolean | null | readonly string[];

/** The transaction of one act (一次操作), with what its audit row is to say. */
export interface ActTransaction {
  readonly viewer: Viewer;
  /** What is done, as `<noun>.<verb>`. */
  readonly action: string;
  /** Instant of the act by the domain's clock. */
  readonly now: Date;
  /** Its calendar date in Asia/Shanghai. */
  readonly today: LocalDate;
  /** Runs SQL in the transaction. */
  query<T = unknown>(sql: string, params?: readonly unknown[]): Promise<T>;
  /** Names what the act touched or showed. */
  about(kind: string, ids: string | readonly string[]): void;
  /** Names the region that the act belongs to, for the scope of auditors. */
  within(regionCode: string): void;
  /**
   * Names whom the act moved or met in a region where its caller is a stranger: the act is on record there too, in a row of its own
   * with these subjects alone, so that the auditors of that region find it. Of its facts that row holds `facts`, and whence it came.
   */
  elsewhere(
    regionCode: string,
    kind: string,
    ids: string | readonly string[],
    facts?: Readonly<Record<string, AuditFact>>,
  ): void;
  /**
   * Adds facts to the audit row; later ones win.
   *
   * @throws InvalidInputError (NO_PERSONAL_NUMBERS) for a `reason` that holds an ID number, an account or a phone: the chain keeps it
   * for good.
   */
  note(facts: Readonly<Record<string, AuditFact>>): void;
  /** Gives the act up: everything is rolled back, and the caller of `perform` gets `outcome`. */
  refuse(outcome: object): never;
}

/** A creating request: one key of one caller stands for one row, for good. */
export interface OnceRequest {
  /** 8 to 200 characters of the caller's choice. */
  readonly key: string;
  /** Everything that makes two requests the same. */
  readonly request: unknown;
}

/** SQLSTATEs after which the same transaction may well succeed: serialization failure, deadlock. */
const TRANSIENT = ['40001', '40P01'];
const MAX_ATTEMPTS = 4;

/** What an act touched or showed. */
interface Touched {
  readonly kinds: Set<string>;
  readonly ids: Set<string>;
}

function touch(touched: Touched, kind: string, ids: string | readonly string[]): void {
  touched.kinds.add(kind);
  for (const id of typeof ids === 'string' ? [ids] : ids) touched.ids.add(id);
}

/** What an act touched in a region of others, and what is told of it there. */
interface TouchedAbroad extends Touched {
  readonly facts: Record<string, AuditFact>;
}

/** Values of an audit row in a region. */
type RowMaker = (region: string | null, touched: Touched, facts: Readonly<Record<string, AuditFact>>) => unknown[];

const APPEND = 'select append_audit($1, $2, $3, $4, $5, $6, $7, $8, $9)';

class Refused {
  constructor(readonly outcome: object) {}
}

/** The act found that it had been done before: nothing was written, so nothing is audited. */
class Replayed {
  constructor(readonly id: string) {}
}

/**
 * Performs acts (操作): the only way to write. Each is one transaction whose last statement appends its row to the audit
 * chain; the change rows come from triggers of the same transaction. So there is no write without its audit row, and no
 * audit row of what didn't happen. Its statements see the caller's regions alone, whoever calls it from where, and a caller that hangs up
 * doesn't end it. The row says for
 * whom a delegate acted (`onBehalfOf`) and under which emergency access (`emergencyId`, also among its subjects).
 */
export class Acts {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in one transaction as `viewer`; a deadlock or serialization failure is tried again, at most three times.
   *
   * @param action what is done, as `<noun>.<verb>`; letters and dots.
   * @returns what `work` returned, or the outcome that it gave to `refuse`.
   */
  async perform<T, O extends object = never>(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<T>,
  ): Promise<T | O> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await whoeverWaits(() =>
          asViewer(viewer, () => this.db.transaction((manager) => this.run(manager, viewer, action, work))),
        );
      } catch (error) {
        if (error instanceof Refused) {
          tellRefusal(this.db, viewer, action, error.outcome);
          return error.outcome as O;
        }
        const refused = walledOff(viewer, action, error);
        if (refused) throw refused;
        if (attempt >= MAX_ATTEMPTS || !isTransient(error)) throw error;
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /**
   * Creates a row at most once per caller, action and key (幂等): the second call with the same request reads the first
   * one's row, and one that runs at the same time waits for it. A refused request leaves its key free.
   *
   * @param work makes the row and returns its id.
   * @param read reads the row by its id, after the transaction.
   * @throws ConflictError (IDEMPOTENCY_KEY_REUSED) when the key came with another request.
   */
  async once<T, O extends object = never>(
    viewer: Viewer,
    action: string,
    { key, request }: OnceRequest,
    work: (tx: ActTransaction) => Promise<string>,
    read: (id: string) => Promise<T>,
  ): Promise<T | O> {
    const hash = requestHash(request);
    let refused: O | undefined;
    const id = await this.perform<string, O>(viewer, action, async (tx) => {
      await claimKey(tx, action, key, hash);
      const made = await work(tx);
      await tx.query('update idempotency_key set result_id = $4 where actor = $1 and action = $2 and key = $3', [
        viewer.subject,
        action,
        key,
        made,
      ]);
      return made;
    })
      .then((outcome) => (typeof outcome === 'string' ? outcome : void (refused = outcome)))
      .catch((error: unknown) => {
        if (error instanceof Replayed) return error.id;
        throw error;
      });
    return refused ?? read(String(id));
  }

  private async run<T>(
    manager: EntityManager,
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<T>,
  ): Promise<T> {
    const now = this.clock.now();
    const kinds = new Set<string>();
    const ids = new Set<string>();
    let region: string | null = null;
    const abroad = new Map<string, TouchedAbroad>();
    let detail: Record<string, AuditFact> = {};
    const { onBehalfOf, emergencyId } = viewer.credential ?? { onBehalfOf: null, emergencyId: null };
    // An emergency access is a subject of whatever is done under it: who reviews it asks the audit by its id.
    if (emergencyId !== null && isUuid(emergencyId)) {
      kinds.add('EmergencyAccess');
      ids.add(emergencyId);
    }
    const result = await work({
      viewer,
      action,
      now,
      today: localDateOf(now),
      query: <R>(sql: string, params: readonly unknown[] = []) => manager.query<R>(sql, [...params]),
      about: (kind, subjects) => touch({ kinds, ids }, kind, subjects),
      within: (regionCode) => {
        region = regionCode;
      },
      elsewhere: (regionCode, kind, subjects, facts = {}) => {
        const there = abroad.get(regionCode) ?? { kinds: new Set(), ids: new Set(), facts: {} };
        touch(there, kind, subjects);
        Object.assign(there.facts, facts);
        abroad.set(regionCode, there);
      },
      note: (facts) => {
        assertImpersonal(facts['reason']);
        detail = { ...detail, ...facts };
      },
      refuse: (outcome): never => {
        throw new Refused(outcome);
      },
    });
    const by: RowMaker = (at, touched, facts) => [
      ...[newId(this.clock), now, viewer.subject, viewer.role, action, at, [...touched.kinds], [...touched.ids]],
      { ...facts, ...(onBehalfOf === null ? {} : { onBehalfOf }), ...(emergencyId === null ? {} : { emergencyId }) },
    ];
    await manager.query(APPEND, by(region, { kinds, ids }, detail));
    for (const [at, touched] of abroad)
      await manager.query(APPEND, by(at, touched, { ...touched.facts, from: region }));
    return result;
  }
}

/** What officers write in their own words is the one fact that may hold what belongs to no audit row. */
function assertImpersonal(reason: AuditFact | undefined): void {
  if (typeof reason === 'string' && holdsPersonalNumber(reason))
    throw new InvalidInputError(
      'reason',
      'NO_PERSONAL_NUMBERS',
      'No ID number, account or phone belongs in this text.',
    );
}

/** Takes the key for this transaction, or ends it because the key has been used. */
async function claimKey(tx: ActTransaction, action: string, key: string, hash: Buffer): Promise<void> {
  if (key.length < 8 || key.length > 200)
    throw new InvalidInputError(
      'idempotencyKey',
      'IDEMPOTENCY_KEY_LENGTH',
      'An idempotency key has 8 to 200 characters.',
    );
  const { subject } = tx.viewer;
  // Waits for a transaction that holds the same key; decided by the primary key, not by a prior read.
  const claimed = await tx.query<unknown[]>(
    `insert into idempotency_key (actor, action, key, request_hash) values ($1, $2, $3, $4) on conflict do nothing returning key`,
    [subject, action, key, hash],
  );
  if (claimed.length > 0) return;
  const [known] = await tx.query<{ request_hash: Buffer; result_id: string | null }[]>(
    'select request_hash, result_id from idempotency_key where actor = $1 and action = $2 and key = $3',
    [subject, action, key],
  );
  if (!known?.result_id) throw new FaultError('an idempotency key was committed without its row');
  if (!known.request_hash.equals(hash))
    throw new ConflictError('IDEMPOTENCY_KEY_REUSED', 'This key was used for another request; take a new key.', {
      field: 'idempotencyKey',
    });
  throw new Replayed(known.result_id);
}

function isTransient(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && TRANSIENT.includes(code);
}
