import type { SubjectSection, SubjectSections } from '@nuan/federation';

const JOBS = 'Help into work (就业创业援助)';
const OFFICERS = 'Officers of the union';

const section = (title: string, source: string, sql: string): SubjectSection => ({ title, purpose: JOBS, source, sql });

/** What employment shows a person of itself. */
export const employmentSubject: SubjectSections = {
  sections: [
    section(
      'The person, as kept here (本人)',
      'The subgraph workers',
      'select region_code, union_id, household_id, employer_id, is_migrant, diversion, erased_on from worker_projection where id = $1',
    ),
    section(
      'Trainings and attendance (培训)',
      OFFICERS,
      `select s.name, e.state, e.enrolled_on, e.completed_on, e.certificate_no, e.dropped_on, e.dropped_reason,
         (select sum(t.hours)::int from attendance t where t.enrollment_id = e.id) as hours
       from enrollment e join training_session s on s.id = e.session_id where e.person_id = $1`,
    ),
    section(
      'Rows of lists (报名名单)',
      'Lists of officers',
      'select line, enrollment_id from enrollment_import_row where person_id = $1',
    ),
    section(
      'Rows of lists of jobs and start-ups (就业、创业名单)',
      'Lists of officers',
      `select line, job_key, placement_id from placement_import_row where starts_with(job_key, $1::text)
       union all select line, person_key, placement_id from startup_hire_import_row where person_key = $1::text
       union all select line, term_key, placement_id from retention_import_row where starts_with(term_key, $1::text)
       union all select line, job_key, job_referral_id from job_referral_import_row where starts_with(job_key, $1::text)
       union all select line, person_key, startup_project_id from startup_project_import_row where person_key = $1::text`,
    ),
    section(
      'Rows of lists of training (签到、结业名单)',
      'Lists of officers',
      `select line, day_key, enrollment_id from attendance_import_row where starts_with(day_key, $1::text)
       union all select line, person_key, enrollment_id from completion_import_row where person_key = $1::text`,
    ),
    section(
      'Rows of lists of assets (生产资料发放名单)',
      'Lists of officers',
      'select r.line, r.serial_no, r.asset_grant_id from asset_grant_import_row r join asset_grant g on g.id = r.asset_grant_id where g.person_id = $1',
    ),
    section(
      'Referrals (推荐)',
      OFFICERS,
      'select position, state, offered_on, closed_on, declined_reason from job_referral where person_id = $1',
    ),
    section(
      'Placements (就业)',
      OFFICERS,
      `select employer_id, is_migrant, placed_on, routes, wage_fen, contract_ref, retained_3m, retained_3m_on, retained_3m_proof, retained_6m,
         retained_6m_on, retained_6m_proof, ended_on, ended_reason from placement where person_id = $1`,
    ),
    section(
      'Productive assets and visits (生产资料)',
      OFFICERS,
      `select g.asset, g.serial_no, g.value_fen, g.given_on, g.state, g.ended_on, g.ended_reason, f.visited_on, f.is_used, f.finding
       from asset_grant g left join asset_follow_up f on f.asset_grant_id = g.id where g.person_id = $1 or g.transferred_to_id = $1`,
    ),
    section(
      'Start-ups and their money (创业项目)',
      OFFICERS,
      `select s.name, s.state, s.amount_fen, s.paid_fen, s.review_opinion, s.closed_reason, s.recovered_fen, s.recovered_on, s.recovered_reason, s.loan_fen, s.loan_due_on, s.repaid_fen, p.paid_on, p.amount_fen as paid, p.reason
       from startup_project s left join employment_payment p on p.startup_project_id = s.id where s.leader_id = $1`,
    ),
    section(
      'Materials and instalments of start-ups (创业扶持台账)',
      OFFICERS,
      `select e.kind, e.made_on, e.amount_fen, e.item, e.proof_no, e.reason
       from startup_entry e join startup_project s on s.id = e.startup_project_id where s.leader_id = $1`,
    ),
    section(
      'Payments told by assistance (项目付款)',
      'The subgraph assistance',
      'select status, purpose, amount_fen from programme_payment_projection where payee_id = $1',
    ),
    section(
      'As counted by year (年度统计)',
      'The platform',
      'select year, trained_in, placed_in, retained_3m_in, retained_6m_in, startup_hired_in, migrant_placed_in, employed_in, employed_3m_in, employed_6m_in from person_year_outcome where person_id = $1',
    ),
  ],
  leftOut: {},
};
