import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

import type { FilingApplication } from './filing-application.entity';
import { requiredChecksOn } from './local-rules';

/**
 * Refuses an application that may not go on: a conflict of matching that isn't resolved, a required source that hasn't answered
 * since it was handed in, an exclusion that wasn't lifted (I4). The database asks the same at the notice and at the approval.
 */
export async function assertChecked(tx: ActTransaction, application: FilingApplication): Promise<void> {
  const { id, regionCode, submittedAt } = application;
  const conflicts = await sources(
    tx,
    `select source from data_check where application_id = $1 and result = 'CONFLICT' and resolution is null order by source`,
    [id],
  );
  if (conflicts.length > 0)
    tx.refuse(
      new RuleBroken('CHECK_CONFLICT_OPEN', 'id', 'Resolve what other departments contradict first.', {
        sources: conflicts.join(', '),
      }),
    );
  const answered = await sources(
    tx,
    `select source from data_check where application_id = $1 and checked_at >= $2 and result <> 'UNAVAILABLE'`,
    [id, submittedAt],
  );
  const missing = (await requiredChecksOn(tx, regionCode, tx.today)).filter((source) => !answered.includes(source));
  if (missing.length > 0)
    tx.refuse(
      new RuleBroken('CHECK_MISSING', 'id', 'A required source has not answered yet.', { sources: missing.join(', ') }),
    );
  const exclusions = await sources(
    tx,
    `select rule as source from exclusion_finding
     where application_id = $1 and cleared_at is null and overridden_at is null order by rule`,
    [id],
  );
  if (exclusions.length > 0)
    tx.refuse(
      new RuleBroken('EXCLUSION_OPEN', 'id', 'The household is barred: lift it with a reason, or refuse it.', {
        rules: exclusions.join(', '),
      }),
    );
}

/** Refuses a category against the rules' result that no second person has confirmed (I8). */
export function assertOverrideConfirmed(tx: ActTransaction, application: FilingApplication): void {
  const { overrideCategory, overrideConfirmedBy } = application;
  if (overrideCategory !== null && overrideConfirmedBy === null)
    tx.refuse(
      new RuleBroken('OVERRIDE_UNCONFIRMED', 'id', 'A second person confirms the category first.', {
        category: overrideCategory,
      }),
    );
}

/** Refuses to go on without the consent of everyone of the household to the check of finances. */
export async function assertConsented(tx: ActTransaction, { id, consentId }: FilingApplication): Promise<void> {
  const found = await tx.query<object[]>(
    `select c.id from consent c where c.id = $1 and c.withdrawn_at is null and not exists (
       select from filing_person p where p.application_id = $2 and p.is_current and not exists (
         select from consent o where o.filing_person_id = p.id and o.purpose = 'FINANCIAL_CHECK' and o.withdrawn_at is null))`,
    [consentId, id],
  );
  if (found.length === 0)
    tx.refuse(new RuleBroken('CONSENT_WITHDRAWN', 'id', 'The consent to the check of finances was taken back.'));
}

async function sources(tx: ActTransaction, sql: string, params: readonly unknown[]): Promise<string[]> {
  return (await tx.query<{ source: string }[]>(sql, params)).map(({ source }) => source);
}
