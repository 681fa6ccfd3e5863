import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

import { CURRENT_ACCOUNT, CURRENT_PAYEE_JOINS } from './payment-facts';

/** Who approved, when; the second for cash alone. */
export interface Approval {
  readonly approvedBy: string;
  readonly approvedAt: Date;
  readonly secondApprovedBy: string | null;
  readonly secondApprovedAt: Date | null;
}

const APPROVE = `
with approved as (
  update disbursement d set status = 'APPROVED', version = d.version + 1, approved_by = $2, approved_at = $3, second_approved_by = $4,
    second_approved_at = $5, account_token = n.account_token, approved_hash = disbursement_content_hash(d, n.account_token)
  from (
    select d.id, ${CURRENT_ACCOUNT} as account_token from disbursement d ${CURRENT_PAYEE_JOINS} where d.id = any($1::uuid[]) and d.status = 'RESERVED'
  ) n
  where d.id = n.id and d.status = 'RESERVED'
  returning d.id
)
select count(*)::int as approved from approved`;

/**
 * Approves payments that hold money (审批) by set, with a hash of what each of them is and of the account it goes to, so that
 * nothing else can be paid on this approval. Who may approve, and how much, is asked before.
 *
 * @returns how many were approved.
 */
export async function approveDisbursements(
  tx: ActTransaction,
  ids: readonly string[],
  { approvedBy, approvedAt, secondApprovedBy, secondApprovedAt }: Approval,
): Promise<number> {
  const values = [ids, approvedBy, approvedAt, secondApprovedBy, secondApprovedAt];
  const [row] = await beyondRegions('the account is the home’s, which may have moved or be another union’s', () =>
    tx.query<{ approved: number }[]>(APPROVE, values),
  );
  tx.about('Disbursement', ids);
  return row?.approved ?? 0;
}
