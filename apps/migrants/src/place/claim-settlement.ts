import { createHash } from 'node:crypto';

import { type Viewer, writePatterns, writesForSomeUnions } from '@nuan/auth';
import { beyondRegions, ofWriteUnions, rowMapping } from '@nuan/database';
import { ConflictError, ForbiddenError, NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { PlaceClaim } from './place-claim.entity';
import { PlacePhase } from './place-phase';
import type { PlacePool } from './place-pool.entity';

/** One person's wish for a place. */
export interface Claim {
  readonly workerId: string;
  readonly idempotencyKey: string;
}

/** What one claim came to: the claim as it stands, a rule that refused it, or an error of this claim alone. */
export type Settled = PlaceClaim | RuleBroken | Error;

/** The action under which idempotency keys of claims are kept. */
export const CLAIM_ACTION = 'place.claim';

const claims = rowMapping(PlaceClaim, 'c');

const KNOWN_KEYS =
  'select key, request_hash, result_id from idempotency_key where actor = $1 and action = $2 and key = any($3::text[])';
/** In order of the key, so that two batches that share keys wait for each other and never deadlock. */
const TAKE_KEYS = `insert into idempotency_key (actor, action, key, request_hash)
select $1, $2, k.key, k.hash from unnest($3::text[], $4::bytea[]) k(key, hash) order by k.key on conflict do nothing returning key`;
const NAME_RESULTS = `update idempotency_key i set result_id = r.id from unnest($3::text[], $4::uuid[]) r(key, id)
where i.actor = $1 and i.action = $2 and i.key = r.key`;
const FREE_NUMBERS = `select n from generate_series(1, $2::integer) n
where not exists (select from place_claim c where c.pool_id = $1 and c.place_no = n) order by n limit $3`;
const INSERT_CLAIMS = `insert into place_claim (id, pool_id, worker_id, region_code, state, place_no, waiting_no, claimed_at)
select n.id, $1, n.worker_id, $2, case when n.place_no is null then 'WAITING' else 'HELD' end, n.place_no, n.waiting_no, $3
from unnest($4::uuid[], $5::uuid[], $6::integer[], $7::integer[]) n(id, worker_id, place_no, waiting_no)`;

/** Persons within the viewer's write regions, and whether it writes for their unions too. */
const knownPersons = (
  viewer: Viewer,
): string => `select id, ${writesForSomeUnions(viewer) ? ofWriteUnions('union_id') : 'true'} as "isWrittenFor"
from worker_projection where id = any($1::uuid[]) and region_code like any($2::text[])`;

/** By position in the batch: the id of the claim that answers, or why there is none. */
type Results = Map<number, string | Error | RuleBroken>;

interface KnownKey {
  readonly key: string;
  readonly request_hash: Buffer;
  readonly result_id: string | null;
}

/**
 * Settles claims in the order in which they came, within the transaction that holds the pool's lock: a key that was used
 * gives what it gave, a person who has a claim keeps that one, the others get the lowest free places and, when there are
 * none left, the next numbers of the waiting list. A claim that is refused refuses no other.
 *
 * @returns index-aligned results, and whether anything was written.
 */
export async function settleClaims(
  tx: ActTransaction,
  pool: PlacePool,
  batch: readonly Claim[],
): Promise<{ readonly settled: readonly Settled[]; readonly isChanged: boolean }> {
  const hashes = batch.map(({ workerId }) => claimHash(pool.id, workerId));
  const results: Results = new Map();
  const firsts = await knownKeys(tx, batch, hashes, results);
  const open = [...firsts.values()];
  const standing = await standingClaims(tx, pool, open, batch);
  await refuseUnfit(tx, pool, batch, open, standing, results);
  const fit = open.filter((at) => !results.has(at));
  const taken = await takeKeys(tx, batch, hashes, fit, results);
  const made = await numberClaims(tx, pool, distinctNew(batch, taken, standing));
  for (const at of taken) {
    const workerId = batch[at]?.workerId ?? '';
    results.set(at, standing.get(workerId) ?? made.get(workerId) ?? '');
  }
  await nameResults(tx, batch, taken, results);
  return { settled: await readResults(tx, batch, results, firsts), isChanged: made.size > 0 };
}

/** Answers the claims whose key is known, and those whose key came before with another request; gives the first position of every other key. */
async function knownKeys(
  tx: ActTransaction,
  batch: readonly Claim[],
  hashes: readonly Buffer[],
  results: Results,
): Promise<ReadonlyMap<string, number>> {
  const keys = batch.map(({ idempotencyKey }) => idempotencyKey);
  const rows = await tx.query<KnownKey[]>(KNOWN_KEYS, [tx.viewer.subject, CLAIM_ACTION, keys]);
  const known = new Map(rows.map((row) => [row.key, row]));
  const firsts = new Map<string, number>();
  for (const [at, key] of keys.entries()) {
    const row = known.get(key);
    const hash = hashes[at];
    const first = firsts.get(key);
    if (row && hash) results.set(at, row.request_hash.equals(hash) && row.result_id ? row.result_id : keyReused());
    else if (first === undefined) firsts.set(key, at);
    else if (hash && !hashes[first]?.equals(hash)) results.set(at, keyReused());
  }
  return firsts;
}

async function standingClaims(
  tx: ActTransaction,
  pool: PlacePool,
  positions: readonly number[],
  batch: readonly Claim[],
): Promise<Map<string, string>> {
  if (positions.length === 0) return new Map();
  const workers = positions.map((at) => batch[at]?.workerId);
  const rows = await tx.query<{ id: string; worker_id: string }[]>(
    `select id, worker_id from place_claim where pool_id = $1 and worker_id = any($2::uuid[]) and state <> 'CANCELLED'`,
    [pool.id, workers],
  );
  return new Map(rows.map((row) => [row.worker_id, row.id]));
}

/**
 * Refuses, one by one, persons who are not known to the viewer or of a union for which it doesn't write, and everybody new outside the
 * window.
 */
async function refuseUnfit(
  tx: ActTransaction,
  pool: PlacePool,
  batch: readonly Claim[],
  positions: readonly number[],
  standing: ReadonlyMap<string, string>,
  results: Results,
): Promise<void> {
  const fresh = positions.filter((at) => !standing.has(batch[at]?.workerId ?? ''));
  if (fresh.length === 0) return;
  const isOpen = pool.phase === PlacePhase.OPEN && pool.opensAt <= tx.now && tx.now < pool.closesAt;
  const rows = await tx.query<{ id: string; isWrittenFor: boolean }[]>(knownPersons(tx.viewer), [
    fresh.map((at) => batch[at]?.workerId),
    writePatterns(tx.viewer),
  ]);
  const known = new Map(rows.map(({ id, isWrittenFor }) => [id, isWrittenFor]));
  for (const at of fresh) {
    const workerId = batch[at]?.workerId ?? '';
    const isWrittenFor = known.get(workerId);
    if (isWrittenFor === undefined) results.set(at, new NotFoundError('Worker', workerId));
    else if (!isWrittenFor) results.set(at, ofAnotherUnion());
    else if (!isOpen) results.set(at, placesNotOpen(pool));
  }
}

/** Takes the keys of the claims that will be answered; one that another pool's claim took meanwhile is of another request. */
async function takeKeys(
  tx: ActTransaction,
  batch: readonly Claim[],
  hashes: readonly Buffer[],
  positions: readonly number[],
  results: Results,
): Promise<number[]> {
  if (positions.length === 0) return [];
  const keys = positions.map((at) => batch[at]?.idempotencyKey);
  const rows = await tx.query<{ key: string }[]>(TAKE_KEYS, [
    tx.viewer.subject,
    CLAIM_ACTION,
    keys,
    positions.map((at) => hashes[at]),
  ]);
  const taken = new Set(rows.map(({ key }) => key));
  const isTaken = (at: number): boolean => taken.has(batch[at]?.idempotencyKey ?? '');
  for (const at of positions) if (!isTaken(at)) results.set(at, keyReused());
  return positions.filter(isTaken);
}

function distinctNew(
  batch: readonly Claim[],
  positions: readonly number[],
  standing: ReadonlyMap<string, string>,
): string[] {
  const workers = positions.map((at) => batch[at]?.workerId ?? '');
  return [...new Set(workers)].filter((workerId) => !standing.has(workerId));
}

/** Gives places, then numbers of the waiting list, in the order of `workers`; the pool's counters move with them. */
async function numberClaims(
  tx: ActTransaction,
  pool: PlacePool,
  workers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (workers.length === 0) return new Map();
  const wanted = Math.min(pool.capacity - pool.held, workers.length);
  const free = wanted > 0 ? await freeNumbers(tx, pool, wanted) : [];
  const ids = workers.map(() => newId());
  const places = workers.map((_worker, at) => free[at]?.n ?? null);
  const waiting = workers.map((_worker, at) => (at < free.length ? null : pool.lastWaitingNo + 1 + at - free.length));
  await tx.query(INSERT_CLAIMS, [pool.id, pool.regionCode, tx.now, ids, workers, places, waiting]);
  const queued = workers.length - free.length;
  await tx.query(
    'update place_pool set held = held + $2, waiting = waiting + $3, last_waiting_no = last_waiting_no + $3 where id = $1',
    [pool.id, free.length, queued],
  );
  tx.about('Worker', workers);
  tx.about('PlaceClaim', ids);
  tx.note({ placed: free.length, queued });
  return new Map(workers.map((worker, at) => [worker, ids[at] ?? '']));
}

/** The lowest numbers that nobody has, of whichever union. */
function freeNumbers(tx: ActTransaction, { id, capacity }: PlacePool, wanted: number): Promise<{ n: number }[]> {
  return beyondRegions('a number may be held by a member of another union', () =>
    tx.query<{ n: number }[]>(FREE_NUMBERS, [id, capacity, wanted]),
  );
}

async function nameResults(
  tx: ActTransaction,
  batch: readonly Claim[],
  positions: readonly number[],
  results: Results,
): Promise<void> {
  if (positions.length === 0) return;
  await tx.query(NAME_RESULTS, [
    tx.viewer.subject,
    CLAIM_ACTION,
    positions.map((at) => batch[at]?.idempotencyKey),
    positions.map((at) => results.get(at)),
  ]);
}

async function readResults(
  tx: ActTransaction,
  batch: readonly Claim[],
  results: Results,
  firsts: ReadonlyMap<string, number>,
): Promise<Settled[]> {
  const ids = [...results.values()].filter((result) => typeof result === 'string');
  const rows = await tx.query<Record<string, unknown>[]>(
    `select ${claims.columns} from place_claim c where c.id = any($1::uuid[])`,
    [ids],
  );
  const found = new Map(rows.map(claims.map).map((claim) => [claim.id, claim]));
  return batch.map(({ idempotencyKey, workerId }, at) => {
    const result = results.get(at) ?? results.get(firsts.get(idempotencyKey) ?? at);
    if (typeof result !== 'string') return result ?? new NotFoundError('Worker', workerId);
    return found.get(result) ?? new NotFoundError('PlaceClaim', result);
  });
}

function claimHash(poolId: string, workerId: string): Buffer {
  return createHash('sha256').update(`${poolId} ${workerId}`).digest();
}

function keyReused(): ConflictError {
  const message = 'This key was used for another request; take a new key.';
  return new ConflictError('IDEMPOTENCY_KEY_REUSED', message, { field: 'idempotencyKey' });
}

function ofAnotherUnion(): ForbiddenError {
  const message = 'This person belongs to a union outside those for which you write.';
  return new ForbiddenError('event:join', message, { field: 'personId' });
}

function placesNotOpen({ phase, opensAt, closesAt }: PlacePool): RuleBroken {
  const facts = { phase, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
  return new RuleBroken('PLACES_NOT_OPEN', 'id', 'Places are claimed while it is open, within its window.', facts);
}
