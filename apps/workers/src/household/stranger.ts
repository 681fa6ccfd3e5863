import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

/** Who is filed may be known elsewhere, from a job or a file that ended. */
export const FROM_ANYWHERE = 'a person comes from wherever the person was known before';

/** Told of a stranger with another name; it doesn't say whose number it is. */
export const NAME_DIFFERS = 'Name and ID number of this person don’t go together: look at the identity card again.';

/** A person known by an ID number whose row lies where the caller sees nothing (外地人员). */
export interface Stranger {
  readonly id: string;
  /** Keyed hash of the ID number, in hexadecimal. */
  readonly hash: string;
  readonly name: string;
  readonly regionCode: string;
}

/** Who of these numbers is known, and known beyond the caller's regions and unions alone. */
export async function strangersOf(tx: ActTransaction, hashes: readonly Buffer[]): Promise<Stranger[]> {
  const known = await beyondRegions(FROM_ANYWHERE, () =>
    tx.query<Stranger[]>(
      `select w.id, encode(w.id_number_hash, 'hex') as hash, w.name, w.region_code as "regionCode" from worker w
       where w.id_number_hash = any($1::bytea[])`,
      [hashes],
    ),
  );
  if (known.length === 0) return [];
  const own = await tx.query<{ id: string }[]>('select w.id from worker w where w.id = any($1::uuid[])', [
    known.map(({ id }) => id),
  ]);
  const seen = new Set(own.map(({ id }) => id));
  return known.filter(({ id }) => !seen.has(id));
}

/** Places of persons whose number belongs to a stranger of another name. */
export function misnamed(
  strangers: readonly Stranger[],
  persons: readonly { readonly name: string }[],
  hashes: readonly Buffer[],
): number[] {
  const names = new Map(strangers.map(({ hash, name }) => [hash, name]));
  return persons.flatMap(({ name }, at) => {
    const known = names.get(hashes[at]?.toString('hex') ?? '');
    return known !== undefined && known !== name ? [at] : [];
  });
}

/**
 * Refuses persons of an application whose number belongs to somebody of another name whom the caller doesn't see.
 *
 * @returns who of them is known elsewhere.
 */
export async function assertOwnNames(
  tx: ActTransaction,
  persons: readonly { readonly name: string }[],
  hashes: readonly Buffer[],
): Promise<Stranger[]> {
  const strangers = await strangersOf(tx, hashes);
  const [wrong] = misnamed(strangers, persons, hashes);
  if (wrong !== undefined) tx.refuse(new RuleBroken('NAME_AS_ON_FILE', `content.persons.${wrong}.name`, NAME_DIFFERS));
  return strangers;
}

/** Strangers come without the phone of before: whom a county never spoke to it doesn't ring up by a number that another took down. */
export async function leavePhones(tx: ActTransaction, strangers: readonly Stranger[]): Promise<void> {
  if (strangers.length === 0) return;
  await beyondRegions(FROM_ANYWHERE, () =>
    tx.query(
      `with taken as (select id from worker where id = any($1::uuid[]) order by id_number_hash for update)
       update worker w set phone_mask = null, phone_sealed = null, phone_hash = null, version = w.version + 1
       from taken where w.id = taken.id and (w.phone_mask is not null or w.phone_sealed is not null)`,
      [strangers.map(({ id }) => id)],
    ),
  );
}

/** The region that a stranger was of has on record that it was taken over. */
export function tellRegions(tx: ActTransaction, strangers: readonly Stranger[]): void {
  for (const { id, regionCode } of strangers) tx.elsewhere(regionCode, 'Worker', id);
}
