import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = [
  { table: 'wage_case', entity: 'WageCase' },
  { table: 'insurance_project', entity: 'InsuranceProject' },
];

/** Publishes wage cases and insured construction projects, for the department of labour above all. */
export class PublishFacts1795564880000 implements MigrationInterface {
  readonly name = 'PublishFacts1795564880000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [WAGE_CASE, INSURANCE_PROJECT]) await queryRunner.query(sql);
    for (const table of PUBLISHED) await factTriggers(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of PUBLISHED) await dropFactTriggers(queryRunner, table);
    await queryRunner.query(
      'drop function insurance_project_facts(insurance_project); drop function wage_case_facts(wage_case);',
    );
  }
}

const WAGE_CASE = `
create function wage_case_facts(r wage_case) returns jsonb language sql stable as $$
  select jsonb_build_object('caseNo', r.case_no, 'enterpriseId', r.enterprise_id, 'state', r.state, 'workers', r.workers,
    'owedFen', r.owed_fen, 'recoveredFen', r.recovered_fen, 'reportedOn', r.reported_on, 'deadlineOn', r.deadline_on,
    'settledOn', r.settled_on)
$$;
comment on function wage_case_facts(wage_case) is 'What others keep of a wage case: the firm, the sums and the state; how many workers, never who.';
`;

const INSURANCE_PROJECT = `
create function insurance_project_facts(r insurance_project) returns jsonb language sql stable as $$
  select jsonb_build_object('name', r.name, 'enterpriseId', r.enterprise_id, 'startedOn', r.started_on, 'isInsured', r.insured,
    'insuredOn', r.insured_on, 'workersCovered', r.workers_covered)
$$;
comment on function insurance_project_facts(insurance_project) is 'What others keep of a construction project''s injury insurance.';
`;
