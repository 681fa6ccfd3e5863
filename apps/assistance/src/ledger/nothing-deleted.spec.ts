import { describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';

/** Tables whose rows are entries: written once, corrected by other entries. */
const ENTRIES = [
  'donation_return',
  'fund_rule_version',
  'ledger_entry',
  'ledger_transaction',
  'lot_issue',
  'lot_issue_recipient',
];

/** Tables that hold money, what it rests on, or who decided. */
const FINANCIAL = [
  ...ENTRIES,
  ...[
    'aid_standard',
    'allocation',
    'cap_usage',
    'disbursement',
    'donation',
    'donation_lot',
    'fund',
    'medical_evidence',
  ],
  ...['passing_down', 'payment_batch', 'scholarship_grant', 'study_evidence'],
];

describe('what the application may do to money', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const granted = async (privileges: readonly string[], tables: readonly string[]): Promise<string[]> => {
    const rows = await db.owner.query<{ name: string }[]>(
      `select distinct table_name || ': ' || privilege_type as name from (
         select table_name, privilege_type, grantee from information_schema.role_table_grants
         union all select table_name, privilege_type, grantee from information_schema.role_column_grants
       ) g where grantee like 'nuan_%_app' and privilege_type = any($1) and table_name = any($2) order by 1`,
      [privileges, tables],
    );
    return rows.map(({ name }) => name);
  };

  it('I36: deletes nothing', async () => {
    expect(await granted(['DELETE', 'TRUNCATE'], FINANCIAL)).toEqual([]);
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
