import type { SubjectSection, SubjectSections } from '@nuan/federation';

const FILE = '(select household_id from worker_projection where id = $1)';
const STUDENTS = `(select id from student_projection where household_id = ${FILE})`;
const PAYMENTS = `(select id from disbursement where payee_id = $1 or household_id = ${FILE})`;

const AID = 'Aid to workers in hardship (困难职工帮扶)';
const BOOKS = 'The books of the aid funds (帮扶资金账簿)';
const OFFICERS = 'Officers of the union';
const WORKERS = 'The subgraph workers';

const section = (title: string, source: string, sql: string, purpose = AID): SubjectSection => ({
  title,
  purpose,
  source,
  sql,
});

/** What assistance shows a person of itself and of the aid of its household. */
export const assistanceSubject: SubjectSections = {
  sections: [
    section(
      'The person, as kept here (本人)',
      WORKERS,
      'select region_code, household_id, erased_on from worker_projection where id = $1',
    ),
    section(
      'The household, as kept here (家庭)',
      WORKERS,
      `select region_code, category, tier, status, is_migrant, primary_cause, secondary_causes, recorded_on, last_reviewed_on, next_review_due_on,
         account_name_matches, stale_confirmed_until_on from household_projection where id = ${FILE}`,
    ),
    section(
      'Students of the household (学生)',
      WORKERS,
      `select level, is_migrant from student_projection where household_id = ${FILE}`,
    ),
    section(
      'Aid of the household in sum (帮扶概况)',
      'The platform',
      `select has_active_plan, last_aid_on from household_aid where id = ${FILE}`,
    ),
    section(
      'Plans (帮扶计划)',
      OFFICERS,
      `select card_no, status, goal_on, causes_answered, unanswered_reason, opened_on, closed_on, closed_reason from aid_plan where household_id = ${FILE}`,
    ),
    section(
      'Measures (帮扶措施)',
      OFFICERS,
      `select i.kind, i.cause, i.state, i.due_on, i.done_on, i.dropped_reason from plan_item i join aid_plan p on p.id = i.plan_id where p.household_id = ${FILE}`,
    ),
    section(
      'Helpers and their visits (结对帮扶与走访)',
      OFFICERS,
      `select p.helper_name, p.unit_name, p.starts_on, p.ends_on, v.visited_on, v.finding from pairing p left join pair_visit v on v.pairing_id = p.id
       where p.household_id = ${FILE}`,
    ),
    section(
      'Registers of campaigns (两节送温暖名册)',
      OFFICERS,
      `select b.campaign_code, b.target_group, b.reached_on, b.paid_on, b.withdrawn_on, b.withdrawn_reason, d.kind, d.delivered_on
       from campaign_beneficiary b left join campaign_delivery d on d.campaign_code = b.campaign_code and d.beneficiary_id = b.beneficiary_id
       where b.beneficiary_id = $1 or b.beneficiary_id = ${FILE}`,
    ),
    section(
      'Payments (发放)',
      OFFICERS,
      `select id, status, campaign_code, target_group, purpose, mode, amount_fen, category, tier, filed_at, approved_at, paid_at, bank_ref, failure_code,
         release_reason, reversal_reason from disbursement where id in ${PAYMENTS}`,
      BOOKS,
    ),
    section(
      'What was found of payments (发放问题)',
      'The platform',
      `select disbursement_id, rule, field, facts, found_at, resolved_at from disbursement_problem where disbursement_id in ${PAYMENTS}`,
      BOOKS,
    ),
    section(
      'Payments at the bank (银行代发)',
      'The bank',
      `select l.disbursement_id, l.mode, l.amount_fen, l.purpose, l.state, l.bank_ref, l.return_code, l.answered_at from bank_line l where l.disbursement_id in ${PAYMENTS}`,
      BOOKS,
    ),
    section(
      'Doubts about payments (对账疑点)',
      'The bank',
      `select kind, status, amount_fen, sent_fen, bank_ref, found_at, resolution, reason from bank_anomaly where disbursement_id in ${PAYMENTS}`,
      BOOKS,
    ),
    section(
      'Money that came back (退汇)',
      'The bank',
      `select disbursement_id, amount_fen, bank_ref, reason, returned_at from payment_return where disbursement_id in ${PAYMENTS}`,
      BOOKS,
    ),
    section(
      'What counts against caps (额度使用)',
      'The platform',
      `select scope, year, used_fen, limit_fen from cap_usage where subject_id = $1 or subject_id = ${FILE}`,
      BOOKS,
    ),
    section(
      'Who is paid in place of the head (代领人)',
      OFFICERS,
      `select account_mask, name_matches, reason, registered_at, ended_at from payee_registration where payee_id = $1 or household_id = ${FILE}`,
    ),
    section(
      'Medical costs of the person (医疗凭证)',
      'The person, by its papers',
      'select period_from, period_to, invoice_fen, reimbursed_fen, own_cost_fen, used_fen, document_ref, recorded_at, withdrawn_at from medical_evidence where person_id = $1',
    ),
    section(
      'Papers of schooling (就学凭证)',
      'The household, by its papers',
      `select academic_year, school_kind, is_funded_elsewhere, document_ref, recorded_at, withdrawn_at from study_evidence where household_id = ${FILE}`,
    ),
    section(
      'Scholarships (助学金)',
      OFFICERS,
      `select academic_year, level, amount_fen, granted_on, revoked_on from scholarship_grant where household_id = ${FILE} or student_id in ${STUDENTS}`,
      BOOKS,
    ),
    section(
      'Goods (慰问物资)',
      OFFICERS,
      'select l.kind, l.issued_on, r.is_taken_back from lot_issue_recipient r join lot_issue l on l.id = r.issue_id where r.person_id = $1',
    ),
    section(
      'Jobs, trainings, start-ups and assets that measures name (就业、培训、创业与生产资料)',
      'The subgraph employment',
      'select placed_on, session_id, state, completed_on, startup_state, funded_on, asset_state, given_on from employment_record_projection where person_id = $1',
    ),
    section(
      'Requests for payment (付款申请)',
      'The subgraph migrants',
      `select q.amount_fen, q.requested_on, q.mode, q.wage_case_id, q.return_service_id, p.status, p.amount_fen as paid, p.paid_on
       from payment_request_projection q left join request_payment p on p.request_id = q.id where q.worker_id = $1`,
    ),
    section(
      'Payments of programmes (项目付款)',
      OFFICERS,
      'select status, purpose, amount_fen from programme_payment where payee_id = $1',
      BOOKS,
    ),
  ],
  leftOut: {
    bank_answer_piece:
      'files of the bank as they came: they name payments and opaque tokens, and their lines are shown',
  },
};
