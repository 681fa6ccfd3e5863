import type { Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

import { HouseholdAlreadyFiled } from './household-already-filed';
import { strangersOf } from './stranger';

/** Persons of other regions whom one officer may meet by their ID numbers within a day; more is a search through the province. */
export const MET_PER_DAY = 100;

const DAY_MS = 86_400_000;

/** Rules by which an officer learns that somebody is known. */
const TELLING: readonly string[] = ['NAME_AS_ON_FILE', 'ONE_HOUSEHOLD_ONE_FILE', 'TEMPORARY_FILE_OPEN'];

/** Acts whose rows count whom they met. */
const MEETING: readonly string[] = ['household.import', 'person.meet'];

/** Somebody known where the caller sees nothing. */
interface Met {
  readonly hash: string;
  readonly kind: 'Worker' | 'FilingApplication';
  readonly id: string;
  readonly regionCode: string;
}

/** Whether a rule tells the officer that somebody is known. */
export const isTelling = (rule: string): boolean => TELLING.includes(rule);

/** How many more an officer may meet today, and seconds until that changes. */
interface Allowance {
  readonly left: number;
  readonly retryAfterSeconds: number;
}

/**
 * Refuses to look for persons when the officer has met as many of other regions as a day allows, whether there is somebody to be met this time
 * or not.
 */
export async function assertMayMeet(tx: ActTransaction, field: string): Promise<void> {
  const { left, retryAfterSeconds } = await allowance(tx);
  if (left <= 0) tx.refuse(limitReached(field, retryAfterSeconds));
}

/** Whom an act met. */
interface Meeting {
  readonly met: number;
  /** What is to be told instead when the day allows no more. */
  readonly limit: RuleBroken | null;
}

/** Puts on record whom of other regions an act of the officer meets, in those regions too. */
export async function meet(tx: ActTransaction, hashes: readonly Buffer[], field: string): Promise<Meeting> {
  const { left, retryAfterSeconds } = await allowance(tx);
  const met = await metElsewhere(tx, hashes);
  if (met.length > 0) tx.note({ met: met.length });
  for (const { regionCode, kind, id } of met) tx.elsewhere(regionCode, kind, id);
  const isOver = left <= 0 || met.length > left;
  return { met: met.length, limit: isOver ? limitReached(field, retryAfterSeconds) : null };
}

/**
 * The answer to a form that met somebody: what it is told is rolled back with its act, so the meeting is an act of its own, on record before it is
 * told.
 *
 * @param hashes of the ID numbers of the form.
 */
export async function toldOf<T extends object>(
  acts: Acts,
  viewer: Viewer,
  outcome: T,
  { hashes, field }: { readonly hashes: () => Promise<readonly Buffer[]>; readonly field: string },
): Promise<T | RuleBroken> {
  const isToTell =
    outcome instanceof HouseholdAlreadyFiled || (outcome instanceof RuleBroken && isTelling(outcome.rule));
  if (!isToTell) return outcome;
  const numbers = await hashes();
  return acts.perform<T | RuleBroken, T>(viewer, 'person.meet', async (tx) => {
    const { met, limit } = await meet(tx, numbers, field);
    // Whom the officer sees anyway is met by no look beyond.
    return limit ?? (met === 0 ? tx.refuse(outcome) : outcome);
  });
}

/** Counted in the audit, under a lock of the officer's own, so that two acts at once can't both use up what is left. */
async function allowance(tx: ActTransaction): Promise<Allowance> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('meet:' || $1, 0))`, [tx.viewer.subject]);
  const [found] = await tx.query<{ met: number; oldest: Date | null }[]>(
    `select coalesce(sum((detail ->> 'met')::integer), 0)::integer as met, min(happened_at) as oldest from audit_entry
     where actor = $1 and action = any($2::text[]) and detail ? 'met' and happened_at > $3::timestamptz - interval '1 day'`,
    [tx.viewer.subject, MEETING, tx.now],
  );
  const freeAt = (found?.oldest ?? tx.now).getTime() + DAY_MS;
  return {
    left: MET_PER_DAY - (found?.met ?? 0),
    retryAfterSeconds: Math.max(1, Math.ceil((freeAt - tx.now.getTime()) / 1000)),
  };
}

const limitReached = (field: string, retryAfterSeconds: number): RuleBroken =>
  new RuleBroken(
    'RATE_LIMITED',
    field,
    `At most ${MET_PER_DAY} persons of other regions a day are looked for by their ID numbers; go on in ${retryAfterSeconds} seconds.`,
    { limit: MET_PER_DAY, retryAfterSeconds },
  );

/** Each person once: by the row on file, or by the application in hand that holds it. */
async function metElsewhere(tx: ActTransaction, hashes: readonly Buffer[]): Promise<Met[]> {
  if (hashes.length === 0) return [];
  const strangers = await strangersOf(tx, hashes);
  const met = new Map(
    strangers.map(({ id, hash, regionCode }): [string, Met] => [hash, { hash, kind: 'Worker', id, regionCode }]),
  );
  for (const held of await heldByApplications(tx, hashes)) if (!met.has(held.hash)) met.set(held.hash, held);
  return [...met.values()];
}

async function heldByApplications(tx: ActTransaction, hashes: readonly Buffer[]): Promise<Met[]> {
  const held = await beyondRegions('a person is held by one application of the province', () =>
    tx.query<Met[]>(
      `select encode(p.id_number_hash, 'hex') as hash, 'FilingApplication' as kind, a.id, a.region_code as "regionCode"
       from active_person p join filing_application a on a.id = p.application_id where p.id_number_hash = any($1::bytea[])`,
      [hashes],
    ),
  );
  if (held.length === 0) return [];
  const own = await tx.query<{ id: string }[]>('select a.id from filing_application a where a.id = any($1::uuid[])', [
    held.map(({ id }) => id),
  ]);
  const seen = new Set(own.map(({ id }) => id));
  return held.filter(({ id }) => !seen.has(id));
}
