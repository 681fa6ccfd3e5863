import { describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';

/** Tables whose rows are entries: written once, corrected by other entries. */
const ENTRIES = [
  'bank_answer_piece',
  'campaign_figure',
  'donation_return',
  'fund_rule_version',
  'ledger_entry',
  'ledger_transaction',
  'lot_issue',
  'lot_issue_recipient',
  'payment_return',
  'reconciliation_run',
];

/** Copies of what other subgraphs own: made anew from the feed, and the only rows that may go. */
const COPIES = [
  'employment_record_projection',
  'enterprise_projection',
  'household_projection',
  'payment_request_projection',
  'student_projection',
  'union_tree',
  'worker_projection',
];

describe('what the application may do to money', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const granted = async (privileges: readonly string[], tables: readonly string[] | null): Promise<string[]> => {
    const rows = await db.owner.query<{ name: string }[]>(
      `select distinct table_name || ': ' || privilege_type as name from (
         select table_name, privilege_type, grantee from information_schema.role_table_grants
         union all select table_name, privilege_type, grantee from information_schema.role_column_grants
       ) g where grantee like 'nuan_%_app' and privilege_type = any($1) and ($2::text[] is null or table_name = any($2)) order by 1`,
      [privileges, tables],
    );
    return rows.map(({ name }) => name);
  };

  it('I36: deletes nothing of its own, in whatever table', async () => {
    const mayGo = COPIES.map((table) => `${table}: DELETE`);
    expect(await granted(['DELETE', 'TRUNCATE'], null)).toEqual(mayGo);
  });

  it('I36: changes no entry', async () => {
    expect(await granted(['UPDATE'], ENTRIES)).toEqual([]);
  });

  it.each([
    ['allocation', 'amount_fen', 'available_fen', 'reserved_fen', 'spent_fen', 'passed_down_fen', 'moved_at'],
    ['donation', 'cash_fen', 'returned_fen'],
    ['donation_lot', 'quantity', 'value_fen', 'issued_quantity', 'issued_value_fen', 'recipients'],
    ['disbursement', 'amount_fen', 'payee_id', 'allocation_id', 'fund_id', 'purpose'],
    ['medical_evidence', 'own_cost_fen', 'used_fen'],
    ['aid_standard', 'per_payment_fen', 'per_year_fen', 'valid_from'],
    ['scholarship_grant', 'amount_fen', 'student_id'],
  ])('I36: rewrites no figure of %s', async (table, ...columns) => {
    const rows = await db.owner.query<{ name: string }[]>(
      `select column_name as name from information_schema.role_column_grants
       where grantee like 'nuan_%_app' and privilege_type = 'UPDATE' and table_name = $1 and column_name = any($2)`,
      [table, columns],
    );
    expect(rows).toEqual([]);
  });
});
