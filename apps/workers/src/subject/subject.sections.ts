import type { SubjectSection, SubjectSections } from '@nuan/federation';

import { HEALTH_WITHDRAWN } from '../filing/consent-record';
import { OF_ONE_PERSON } from '../household/file-event-kind';

const FILE = '(select household_id from worker where id = $1)';
const NUMBER = '(select id_number_hash from worker where id = $1)';
const APPLICATIONS = `(select application_id from filing_person where worker_id = $1 or id_number_hash = ${NUMBER})`;
const EXITS = `(select id from exit_review where household_id = ${FILE})`;

/** Of events from before they named their person nobody knows whose they are. */
const OF_OTHERS = OF_ONE_PERSON.map((kind) => `'${kind}'`).join(', ');

const AID = 'Aid to workers in hardship (困难职工帮扶)';
const PAPERS = 'The person, by its application and papers';
const OFFICERS = 'Officers of the union';

const section = (title: string, source: string, sql: string, purpose = AID): SubjectSection => ({
  title,
  purpose,
  source,
  sql,
});
const ofFile = (title: string, source: string, table: string, columns: string): SubjectSection =>
  section(title, source, `select ${columns} from ${table} where household_id = ${FILE}`);
const ofApplication = (title: string, source: string, table: string, columns: string): SubjectSection =>
  section(title, source, `select ${columns} from ${table} where application_id in ${APPLICATIONS}`);

/** The person and its file. */
const FILE_SECTIONS: readonly SubjectSection[] = [
  section(
    'The person (本人信息)',
    PAPERS,
    `select id, name, id_number_sealed, phone_sealed, birth_year, gender, household_id, relation, region_code, union_id, employer_id, is_migrant,
       employment_status, occupation_group, health_sealed, disability_sealed, model_worker_level, contract_until_on, is_union_member, diversion,
       member_since_on, erased_on from worker where id = $1`,
  ),
  section(
    'The file of the household (家庭档案); the account is shown to its head alone',
    PAPERS,
    `select file_no, previous_file_id, status, tier, category, rule_set, override_reason, primary_cause, secondary_causes, other_cause, is_migrant,
       is_zero_employment, is_model_worker, can_help_itself, key_group, measure, region_code, union_id, size, annual_income_fen, rigid_expense_fen,
       net_per_capita_fen, line_fen, assessed_size, assessed_on, housing_type, housing_area_m2, address_sealed,
       case when head_id = $1 then bank_name end as bank_name, case when head_id = $1 then bank_account_sealed end as bank_account_sealed,
       recorded_on, last_reviewed_on, next_review_due_on, last_visited_at, exited_on, exit_reason, follow_up_until_on, temporary_reason, closed_on,
       stale_confirmed_until_on, erased_on from household where id = ${FILE}`,
  ),
  section(
    'Files that the person left (曾在档案)',
    OFFICERS,
    'select household_id, relation, joined_on, left_on, reason from former_member where worker_id = $1',
  ),
  section(
    'Schooling (就学)',
    PAPERS,
    'select level, school_name, enrolled_year, programme_years, ended_on from student where worker_id = $1',
  ),
  section(
    'Evidence of being a migrant worker (农民工证明)',
    PAPERS,
    'select kind, from_on, until_on, document_sealed, recorded_at, withdrawn_at, withdrawn_reason from migrant_evidence where worker_id = $1',
  ),
  section(
    'Timeline of the file (档案记录); what is noted of another person of it is left out',
    OFFICERS,
    `select kind, happened_at, actor_id, case when worker_id = $1 or worker_id is null and kind not in (${OF_OTHERS}) then note end as note
     from file_event where household_id = ${FILE} or worker_id = $1`,
  ),
  ofFile(
    'Assessments (家庭经济核算)',
    OFFICERS,
    'assessment',
    'assessed_on, rule_set_id, annual_income_fen, imputed_income_fen, rigid_expense_fen, members, line_fen, net_per_capita_fen, is_accidental, result, steps',
  ),
  section(
    'Incomes and expenses of the person (本人收支)',
    PAPERS,
    'select l.kind, l.amount_fen, a.assessed_on from assessment_line l join assessment a on a.id = l.assessment_id where l.worker_id = $1',
  ),
  ofFile(
    'Categories set otherwise than by rule (类别调整)',
    OFFICERS,
    'category_override',
    'state, category, reason, proposed_at, decided_at, opinion',
  ),
  ofFile(
    'Annual reviews (年度复核)',
    OFFICERS,
    'annual_review',
    'state, opened_on, is_still_in_hardship, findings, visited_on, closed_on',
  ),
  ofFile(
    'Exits (退出)',
    OFFICERS,
    'exit_review',
    'state, reason, months_above_line, explanation, proposed_on, closed_on, notice_no, notice_served_on',
  ),
  section(
    'Incomes that prove an exit (退出收入证明)',
    PAPERS,
    `select month_on, per_capita_fen, line_fen, source from exit_income_evidence where exit_review_id in ${EXITS}`,
  ),
  ofFile(
    'Follow-ups after an exit (回访)',
    OFFICERS,
    'follow_up_task',
    'due_on, state, done_on, finding, is_relapse_feared',
  ),
  ofFile(
    'Transfers (档案转接)',
    OFFICERS,
    'file_transfer',
    'state, from_region_code, to_region_code, reason, explanation, proposed_at, decided_at, opinion',
  ),
  ofFile(
    'Confirmations of an overdue file (逾期确认)',
    OFFICERS,
    'stale_confirmation',
    'reason, confirmed_at, until_on',
  ),
  ofFile(
    'Aid as assistance tells of it (帮扶情况)',
    'The subgraph assistance',
    'aid_projection',
    'has_active_plan, last_aid_on',
  ),
];

/** Applications and what was found about them. */
const FILING_SECTIONS: readonly SubjectSection[] = [
  section(
    'Consents and withdrawals (授权与撤回)',
    'The person or its guardian',
    `select purpose, text_version, channel, given_at, withdrawn_at, recorded_by from consent
     where worker_id = $1 or guardian_id = $1 or filing_person_id in (select id from filing_person where worker_id = $1 or id_number_hash = ${NUMBER})`,
  ),
  section(
    'The person in applications (申请中的本人)',
    PAPERS,
    `select application_id, is_current, relation, name, id_number_sealed, phone_sealed, birth_year, gender, employment_status, occupation_group, employer_id,
       case when ${HEALTH_WITHDRAWN} then null else health_sealed end as health_sealed,
       case when ${HEALTH_WITHDRAWN} then null else disability_sealed end as disability_sealed, model_worker_level, is_union_member, is_migrant, contract_from_on, contract_until_on, employed_since_on,
       resident_since_on, has_residence_permit, diversion, study_level, school_name, enrolled_year, programme_years
     from filing_person p where worker_id = $1 or id_number_hash = ${NUMBER}`,
  ),
  section(
    'Applications (建档申请)',
    PAPERS,
    `select id, status, category, primary_cause, secondary_causes, other_cause, tier, key_group, is_migrant, is_accidental, can_help_itself, housing_type,
       housing_area_m2, homes_owned, runs_business, keeps_vehicle, address_sealed, created_at, submitted_at, recorded_at, override_category,
       override_reason from filing_application where id in ${APPLICATIONS}`,
  ),
  section(
    'Amounts declared for the person (申报金额)',
    PAPERS,
    `select application_id, kind, amount_fen, note from filing_amount
     where person_id in (select id from filing_person where worker_id = $1 or id_number_hash = ${NUMBER})`,
  ),
  ofApplication(
    'Assessments of applications (申请核算)',
    OFFICERS,
    'filing_assessment',
    'assessed_on, annual_income_fen, imputed_income_fen, rigid_expense_fen, members, line_fen, net_per_capita_fen, is_accidental, result, steps',
  ),
  ofApplication(
    'Checks against other departments (信息比对)',
    'Departments that are named',
    'data_check',
    'source, result, rule, checked_at, note, resolution',
  ),
  ofApplication(
    'Findings that exclude (排除情形)',
    OFFICERS,
    'exclusion_finding',
    'rule, origin, evidence, found_at, cleared_at, override_reason',
  ),
  ofApplication(
    'Visits (入户核查)',
    OFFICERS,
    'household_visit',
    'visited_at, persons_met, confirms_declaration, findings',
  ),
  section(
    'Decisions (审批)',
    OFFICERS,
    `select stage, verdict, decided_by, decided_at, opinion from decision where application_id in ${APPLICATIONS} or exit_review_id in ${EXITS}`,
  ),
  section(
    'Public notices and objections (公示与异议)',
    OFFICERS,
    `select n.kind, n.place, n.posted_on, n.closed_on, n.outcome, o.raised_at, o.content, o.state, o.resolution
     from publicity_notice n left join objection o on o.notice_id = n.id where n.application_id in ${APPLICATIONS} or n.exit_review_id in ${EXITS}`,
  ),
  section(
    'Holds against a second file (在档占用)',
    'The platform',
    `select household_id, application_id from active_person where id_number_hash = ${NUMBER}`,
  ),
  section(
    'Lists of departments that meet the person (部门数据命中)',
    'Departments that are named',
    'select source, result, rule, found_at, resolution from household_match where worker_id = $1',
  ),
  section(
    'Entries of departments (部门数据)',
    'Departments that are named',
    `select l.department, l.source, l.as_of_on, e.facts from matching_entry e join matching_list l on l.id = e.list_id where e.id_number_hash = ${NUMBER}`,
  ),
  section(
    'Rows of imports (导入行)',
    'Lists of officers',
    `select i.started_at, r.line, r.content_sealed from household_import_row r join household_import i on i.id = r.import_id where r.id_number_hash = ${NUMBER}`,
  ),
  section(
    'Requests about the own data (个人信息权利申请)',
    'The person',
    'select state, wish, requested_at, ground, kept_until_on, decided_at, opinion from erasure_request where worker_id = $1',
  ),
  section(
    'Copies that were asked for (副本申请)',
    'The person',
    'select reason, requested_by, requested_at, expires_at, opened_by, opened_at from subject_export where worker_id = $1',
  ),
];

/** What workers shows a person of itself. Of other members of its household it shows nothing. */
export const workersSubject: SubjectSections = {
  sections: [...FILE_SECTIONS, ...FILING_SECTIONS],
  leftOut: { imported_household: 'which file an imported household became: the file itself is shown' },
};
