import { maskName } from '@nuan/database';
import { FaultError, InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import type { PersonRole } from '../role/person-role';
import { grantRole } from '../role/role-assignment.writer';
import { knownRegions } from '../role/role-regions';
import { IDENTITY_PROGRAM } from '../system.viewer';

/** A person who is given a role at the console, where no administrator is there yet or may give it. */
export interface Appointment {
  readonly role: PersonRole;
  readonly regionCode: string;
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** Without the right to write, as for auditors and analysts. */
  readonly isReadingOnly: boolean;
}

/**
 * Registers a person, unless the name of its issuer stands for one already, and grants the role: an act of the program itself,
 * on record like every other. Roles that exclude each other are refused here too.
 *
 * @returns the user's id, and whether a role was granted now; a role that stands already is left.
 * @throws FaultError when a rule refuses it.
 */
export async function appoint(acts: Acts, appointment: Appointment): Promise<{ userId: string; isNew: boolean }> {
  const outcome = await acts.perform<{ userId: string; isNew: boolean }, RuleBroken>(
    IDENTITY_PROGRAM,
    'role.appoint',
    async (tx) => {
      const regions = regionsOf(appointment.regionCode);
      const userId = (await knownUser(tx, appointment)) ?? (await newUser(tx, appointment));
      const { role } = appointment;
      const standing = await tx.query<unknown[]>(
        'select 1 from role_assignment where user_id = $1 and role = $2 and read_regions = $3 and revoked_at is null',
        [userId, role, regions],
      );
      if (standing.length > 0) return { userId, isNew: false };
      const writeRegions = appointment.isReadingOnly ? [] : regions;
      await grantRole(tx, { userId, role, readRegions: regions, writeRegions });
      return { userId, isNew: true };
    },
  );
  if (outcome instanceof RuleBroken) throw new FaultError(`${outcome.rule}: ${outcome.message}`);
  return outcome;
}

function regionsOf(code: string): string[] {
  try {
    return knownRegions('region', [code]);
  } catch (cause) {
    if (cause instanceof InvalidInputError) throw new FaultError(`${code}: ${cause.message}`, { cause });
    throw cause;
  }
}

async function knownUser(tx: ActTransaction, { issuer, subject }: Appointment): Promise<string | null> {
  const [user] = await tx.query<{ user_id: string }[]>(
    'select user_id from external_identity where issuer = $1 and subject = $2 and unlinked_at is null',
    [issuer, subject],
  );
  return user?.user_id ?? null;
}

async function newUser(tx: ActTransaction, { name, regionCode, issuer, subject }: Appointment): Promise<string> {
  const id = newId();
  const by = IDENTITY_PROGRAM.subject;
  await tx.query(
    'insert into user_account (id, display_name, region_code, created_at, created_by) values ($1, $2, $3, $4, $5)',
    [id, maskName(name), regionCode, tx.now, by],
  );
  await tx.query(
    'insert into external_identity (id, user_id, issuer, subject, linked_at, linked_by) values ($1, $2, $3, $4, $5, $6)',
    [newId(), id, issuer, subject, tx.now, by],
  );
  tx.about('User', id);
  return id;
}
