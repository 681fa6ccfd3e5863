import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = [
  { table: 'placement', entity: 'Placement' },
  { table: 'enrollment', entity: 'Enrollment' },
  { table: 'training_session', entity: 'TrainingSession' },
];

/** Publishes placements, completed training and training sessions; gives the three a version, and a person without a union a place. */
export class PublishFacts1795564880000 implements MigrationInterface {
  readonly name = 'PublishFacts1795564880000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of PUBLISHED) await queryRunner.query(versionOf(table));
    // Workers knows persons who belong to no union (worker.union_id is nullable there).
    await queryRunner.query('alter table worker_projection alter column union_id drop not null');
    for (const sql of [PLACEMENT, ENROLLMENT, TRAINING_SESSION]) await queryRunner.query(sql);
    for (const table of PUBLISHED) await factTriggers(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of PUBLISHED) await dropFactTriggers(queryRunner, table);
    await queryRunner.query(`
      drop function training_session_facts(training_session);
      drop function enrollment_facts(enrollment);
      drop function placement_facts(placement);
      alter table worker_projection alter column union_id set not null;`);
    for (const { table } of PUBLISHED) await queryRunner.query(`alter table ${table} drop column version`);
  }
}

const versionOf = (table: string): string => `
alter table ${table} add column version integer not null default 1,
  add constraint ${table}_version_positive check (version > 0);`;

const PLACEMENT = `
create function placement_facts(r placement) returns jsonb language sql stable as $$
  select jsonb_build_object('personId', r.person_id, 'employerId', r.employer_id, 'placedOn', r.placed_on, 'routes', r.routes,
    'endedOn', r.ended_on)
$$;
comment on function placement_facts(placement) is 'What other subgraphs keep of a placement: ids, day and route, never the wage.';
`;

const ENROLLMENT = `
create function enrollment_facts(r enrollment) returns jsonb language sql stable as $$
  select jsonb_build_object('personId', r.person_id, 'sessionId', r.session_id, 'state', r.state, 'completedOn', r.completed_on)
$$;
comment on function enrollment_facts(enrollment) is 'What other subgraphs keep of a person in training: ids, state and day.';
`;

const TRAINING_SESSION = `
create function training_session_facts(r training_session) returns jsonb language sql stable as $$
  select jsonb_build_object('programId', r.program_id, 'name', r.name, 'provider', r.provider, 'startsOn', r.starts_on,
    'endsOn', r.ends_on, 'capacity', r.capacity)
$$;
comment on function training_session_facts(training_session) is 'What others keep of a training session; no participant.';
`;
