import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { addDays, addMonths, type LocalDate } from '@nuan/kernel';

import { HouseholdRelation } from '../worker/household-relation';
import type { FilingApplication } from './filing-application.entity';
import type { FilingPerson } from './filing-person.entity';

/** Months that a migrant worker has lived in town. Source: Provisional Regulations on Residence Permits, art. 2 (半年以上). */
const RESIDENT_MONTHS = 6;

/** Months of a contract, or of factual employment, that make a migrant worker fileable. Source: provincial filing rules (一年以上). */
const EMPLOYED_MONTHS = 12;

/** The head of an application; refuses one without exactly one. */
export function headOf(tx: ActTransaction, persons: readonly FilingPerson[]): FilingPerson {
  const [head, second] = persons.filter(({ relation }) => relation === HouseholdRelation.HEAD);
  if (!head || second)
    return tx.refuse(new RuleBroken('ONE_HEAD', 'content.persons', 'The household needs exactly one head.'));
  return head;
}

/** Refuses to hand in what the form needs and lacks: tier, cause, address, the evidence of a migrant worker. */
export async function assertComplete(
  tx: ActTransaction,
  application: FilingApplication,
  head: FilingPerson,
): Promise<void> {
  const { tier, primaryCause, id } = application;
  if (primaryCause === null)
    tx.refuse(new RuleBroken('PRIMARY_CAUSE_REQUIRED', 'content.primaryCause', 'State the primary cause.'));
  if (tier === null) tx.refuse(new RuleBroken('TIER_REQUIRED', 'content.tier', 'State the tier applied for.'));
  const [row] = await tx.query<{ known: boolean }[]>(
    'select address_sealed is not null as known from filing_application where id = $1',
    [id],
  );
  if (!row?.known) tx.refuse(new RuleBroken('ADDRESS_REQUIRED', 'content.address', 'State the home address.'));
  if (head.isMigrant) assertMigrantEvidence(tx, head);
}

/** Refuses to name the file of others as the household's old one: somebody of the application is or was of it. */
export async function assertOwnPreviousFile(
  tx: ActTransaction,
  { id, previousFileId }: FilingApplication,
): Promise<void> {
  if (previousFileId === null) return;
  const found = await beyondRegions('who was of the old file may live elsewhere now', () =>
    tx.query<object[]>(
      `select 1 from filing_person p join worker w on w.id_number_hash = p.id_number_hash
     where p.application_id = $1 and p.is_current and (w.household_id = $2
       or exists (select from former_member f where f.worker_id = w.id and f.household_id = $2)) limit 1`,
      [id, previousFileId],
    ),
  );
  if (found.length === 0)
    tx.refuse(
      new RuleBroken(
        'PREVIOUS_FILE_OWN',
        'content.persons',
        'Nobody of this application was in the file that it names as its old one.',
      ),
    );
}

function assertMigrantEvidence(tx: ActTransaction, head: FilingPerson): void {
  const missing = missingEvidence(head, tx.today);
  if (missing.length > 0)
    tx.refuse(
      new RuleBroken(
        'MIGRANT_EVIDENCE',
        'content.persons',
        'A migrant worker is filed as a union member with a residence permit, half a year in town, and a contract or employment of a year.',
        { missing: missing.join(', ') },
      ),
    );
}

/** What a migrant worker lacks to be filed at the place of work (§ 农民工建档条件); nothing when all is shown. */
export function missingEvidence(head: FilingPerson, on: LocalDate): string[] {
  const { contractFromOn, contractUntilOn, employedSinceOn, residentSinceOn } = head;
  const hasContract =
    contractFromOn !== null &&
    (contractUntilOn === null || addDays(contractUntilOn, 1) >= addMonths(contractFromOn, EMPLOYED_MONTHS));
  const isEmployed = employedSinceOn !== null && addMonths(employedSinceOn, EMPLOYED_MONTHS) <= on;
  const isResident = residentSinceOn !== null && addMonths(residentSinceOn, RESIDENT_MONTHS) <= on;
  return [
    ...(head.isUnionMember ? [] : ['UNION_MEMBER']),
    ...(head.hasResidencePermit ? [] : ['RESIDENCE_PERMIT']),
    ...(isResident ? [] : ['RESIDENT_HALF_A_YEAR']),
    ...(hasContract || isEmployed ? [] : ['EMPLOYED_A_YEAR']),
  ];
}
