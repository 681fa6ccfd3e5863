import type { SubjectSection, SubjectSections } from '@nuan/federation';

const SERVICE = 'Services for migrant workers (农民工服务)';
const OFFICERS = 'Officers of the union';

const section = (title: string, source: string, sql: string): SubjectSection => ({
  title,
  purpose: SERVICE,
  source,
  sql,
});

/** What migrants shows a person of itself. */
export const migrantsSubject: SubjectSections = {
  sections: [
    section(
      'The person, as kept here (本人)',
      'The subgraph workers',
      'select region_code, household_id, employer_id, occupation, is_migrant, erased_on from worker_projection where id = $1',
    ),
    section(
      'Wage cases (欠薪案件)',
      OFFICERS,
      `select c.case_no, c.state, c.reported_on, c.settled_on, w.owed_fen as owed_to_you, w.months, c.owed_fen, c.recovered_fen, p.paid_on, p.amount_fen as paid, p.source
       from wage_case_worker w join wage_case c on c.id = w.wage_case_id left join wage_payment p on p.wage_case_id = c.id where w.worker_id = $1`,
    ),
    section(
      'Rows of lists of wage cases (欠薪职工名单)',
      'Lists of officers',
      'select line, wage_case_worker_id from wage_case_worker_import_row where person_key = $1::text',
    ),
    section(
      'Rows of lists of travel subsidies (返乡补贴名单)',
      'Lists of officers',
      'select line, travel_subsidy_request_id from travel_subsidy_import_row where person_key = $1::text',
    ),
    section(
      'Rows of lists of health checks (体检名单)',
      'Lists of officers',
      'select line, service_record_id from health_check_import_row where person_key = $1::text',
    ),
    section(
      'Honours (荣誉)',
      OFFICERS,
      'select name, kind, edition, awarded_on, labour_medal, rest_stay, rest_stay_from, rest_stay_to from honour where worker_id = $1',
    ),
    section(
      'Nominations (提名)',
      OFFICERS,
      'select name, state, nominated_on, decided_on from honour_nomination where worker_id = $1',
    ),
    section(
      'Places asked for (名额申领)',
      'The person',
      'select pool_id, state, place_no, waiting_no, claimed_at from place_claim where worker_id = $1',
    ),
    section(
      'Services received (服务记录)',
      OFFICERS,
      'select kind, served_on from service_record where worker_id = $1',
    ),
    section(
      'Travel subsidies asked for (返乡补贴申请)',
      'The person',
      `select q.amount_fen, q.requested_on, q.mode, p.status, p.amount_fen as paid, p.paid_on from travel_subsidy_request q
       left join request_payment_projection p on p.request_id = q.id where q.worker_id = $1`,
    ),
  ],
  leftOut: {},
};
