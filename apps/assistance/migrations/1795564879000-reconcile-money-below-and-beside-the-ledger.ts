import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * More sides that must agree: what a parent passed down and what its children received, donations and the ledger, goods and
 * their issues, own cost and the aid given on it. The view keeps its name; what it held before is one part of it now.
 */
export class ReconcileMoneyBelowAndBesideTheLedger1795564879000 implements MigrationInterface {
  readonly name = 'ReconcileMoneyBelowAndBesideTheLedger1795564879000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter view reconciliation_difference rename to payment_difference');
    await queryRunner.query(MONEY_DIFFERENCE);
    await queryRunner.query(DIFFERENCES);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select on money_difference, reconciliation_difference to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop view reconciliation_difference');
    await queryRunner.query('drop view money_difference');
    await queryRunner.query('alter view payment_difference rename to reconciliation_difference');
  }
}

/** Lots that a bulk load brought as issued have no entries: the load's audited act stands for them. */
const MONEY_DIFFERENCE = `
create view money_difference (kind, subject_id, region_code, campaign_code, expected_fen, found_fen) as
select 'PASSED_DOWN_AND_CHILDREN', a.id, a.region_code, f.campaign_code, a.passed_down_fen, coalesce(c.fen, 0)::bigint
from allocation a join fund f on f.id = a.fund_id
  left join (select parent_id, sum(amount_fen) as fen from allocation where parent_id is not null group by parent_id) c on c.parent_id = a.id
where a.passed_down_fen <> coalesce(c.fen, 0)
union all
select 'DONATIONS_AND_LEDGER', f.id, f.region_code, f.campaign_code, coalesce(d.fen, 0)::bigint, a.amount_fen
from fund f join allocation a on a.fund_id = f.id and a.parent_id is null
  left join (select fund_id, sum(cash_fen - returned_fen) as fen from donation where fund_id is not null group by fund_id) d on d.fund_id = f.id
where f.source = 'DONATION' and a.amount_fen <> coalesce(d.fen, 0)
union all
select 'LOT_AND_ISSUES', l.id, g.region_code, g.campaign_code, l.issued_value_fen + l.written_off_value_fen, i.fen
from donation_lot l join donation g on g.id = l.donation_id
  join (select lot_id, sum(value_fen)::bigint as fen, sum(quantity) as quantity from lot_issue group by lot_id) i on i.lot_id = l.id
where (l.issued_value_fen + l.written_off_value_fen, l.issued_quantity + l.written_off_quantity) is distinct from (i.fen, i.quantity)
union all
select 'OWN_COST_AND_PAYMENTS', m.id, m.region_code, null::text, m.used_fen, coalesce(d.fen, 0)::bigint
from medical_evidence m
  left join (select medical_evidence_id, sum(amount_fen) as fen from disbursement
    where medical_evidence_id is not null and uses_medical_evidence(status) group by medical_evidence_id) d on d.medical_evidence_id = m.id
where m.used_fen <> coalesce(d.fen, 0);
comment on view money_difference is
  'Where two sides of the money above and beside payments don''t agree: parents and children, donations and ledger, lots and issues, own cost and aid. Empty when all is well.';
`;

const DIFFERENCES = `
comment on view payment_difference is
  'Where two sides of payments don''t agree: balances and ledger, balances and payments, batches, files, confirmations, statement. Empty when all is well (I21).';
create view reconciliation_difference as select * from payment_difference union all select * from money_difference;
comment on view reconciliation_difference is
  'Where two sides that must agree don''t, each by its kind and subject. Empty when all is well (I21).';
`;
