import { SCHOLARSHIP_RULES } from '../scholarship/scholarship-grants';
import { ACTIVE_FILE, isStale } from './payment-facts';

/** A rule of payments as a condition over the facts of a draft and its standard (`l`). */
export interface PaymentRule {
  readonly rule: string;
  /** Field of the filing input that is at fault. */
  readonly field: string;
  /** SQL that is true when the rule is broken; null counts as kept. */
  readonly broken: string;
  /** Arguments of jsonb_build_object: what the maker needs to see, never personal data. */
  readonly facts: string;
}

const IS_BY_ACCOUNT = `l.target_group = 'FILED_HOUSEHOLD'`;

/** I18, I29: what a scholarship rests on; a top-up adds to the one of its year. */
const STUDY_RULES = Object.keys(SCHOLARSHIP_RULES).map((rule) => ({
  rule,
  field: 'studentId',
  broken: `l.study_refusal = '${rule}' and (l.top_up_of_id is null or '${rule}' <> 'SCHOLARSHIP_ONCE_A_YEAR')`,
  facts: '',
}));

/**
 * Every rule that a draft is held against, in the order in which a maker would look. Cash, the reason for it, and one payment
 * per household, campaign and purpose are constraints of the table already when a draft is filed.
 */
export const PAYMENT_RULES: readonly PaymentRule[] = [
  {
    rule: 'HOUSEHOLD_UNKNOWN',
    field: 'householdId',
    broken: 'l.household_id is not null and l.file_id is null',
    facts: '',
  },
  {
    // I17: the file is recorded and active, unless the aid is temporary or for those without a file.
    rule: 'FILE_NOT_ACTIVE',
    field: 'householdId',
    broken: `l.needs_file and l.file_status not in ${ACTIVE_FILE}`,
    facts: `'status', l.file_status`,
  },
  {
    // I15: what a filed household gets it gets as one: by account, to its head or a registered member, by its own standard.
    rule: 'GROUP_OF_FILE',
    field: 'group',
    broken: `l.target_group <> 'FILED_HOUSEHOLD' and l.file_status in ${ACTIVE_FILE}`,
    facts: `'group', l.target_group, 'status', l.file_status`,
  },
  {
    rule: 'HOUSEHOLD_ELSEWHERE',
    field: 'regionCode',
    broken: 'l.file_region <> l.region_code',
    facts: `'regionCode', l.file_region`,
  },
  {
    // I26: an overdue review holds the payment up until an officer confirms the file.
    rule: 'FILE_STALE',
    field: 'householdId',
    broken: `l.needs_file and ${isStale('l', '$3::date')}`,
    facts: `'reviewDueOn', l.next_review_due_on, 'confirmedUntilOn', l.stale_confirmed_until_on`,
  },
  {
    // I14: the earmark of the fund admits group, purpose and tier, and the allocation's region holds the beneficiary's.
    rule: 'EARMARK_NOT_ADMITTED',
    field: 'allocationId',
    broken: 'not l.is_admitted',
    facts: `'group', l.target_group, 'purpose', l.purpose, 'tier', l.tier, 'regionCode', l.region_code`,
  },
  {
    rule: 'FUND_CLOSED',
    field: 'fundId',
    broken: 'l.fund_closed_on is not null',
    facts: `'closedOn', l.fund_closed_on`,
  },
  {
    // I13: what must be passed down in full is not spent where it was raised.
    rule: 'PASS_DOWN_IN_FULL',
    field: 'allocationId',
    broken: 'l.must_pass_down',
    facts: '',
  },
  {
    rule: 'ALLOCATION_NOT_CONFIRMED',
    field: 'allocationId',
    broken: 'not l.is_confirmed',
    facts: `'status', l.allocation_status`,
  },
  {
    // Late payments still come in while a campaign winds up; once it is closed its figures are frozen.
    rule: 'CAMPAIGN_NOT_OPEN',
    field: 'campaign',
    broken: `l.campaign_status not in ('OPEN','CLOSING')`,
    facts: `'status', l.campaign_status`,
  },
  {
    // I11: registers are disjoint, so what is paid in a group is registered in it.
    rule: 'NOT_REGISTERED_IN_GROUP',
    field: 'group',
    broken: 'l.campaign_code is not null and l.registered_group is distinct from l.target_group',
    facts: `'registeredGroup', l.registered_group`,
  },
  {
    rule: 'EVENT_OF_ANOTHER',
    field: 'consolationEventId',
    broken: `l.consolation_event_id is not null and not exists (select from consolation_event v where v.id = l.consolation_event_id
        and v.campaign_code = l.campaign_code and v.target_group = l.target_group and v.cancelled_on is null)`,
    facts: '',
  },
  {
    rule: 'TOP_UP_OF_ANOTHER',
    field: 'topUpOfId',
    broken: `l.top_up_of_id is not null and not exists (select from disbursement o where o.id = l.top_up_of_id
        and o.household_id = l.household_id and o.purpose = l.purpose and o.campaign_code is not distinct from l.campaign_code
        and o.status not in ('RELEASED','REVERSED'))`,
    facts: '',
  },
  {
    // I15: the head, or a member registered for it.
    rule: 'PAYEE_NOT_REGISTERED',
    field: 'payeeId',
    broken: `${IS_BY_ACCOUNT} and l.payee_id <> l.head_worker_id and l.registration_id is null`,
    facts: '',
  },
  {
    rule: 'ACCOUNT_MISSING',
    field: 'payeeId',
    broken: `${IS_BY_ACCOUNT} and (l.payee_id = l.head_worker_id or l.registration_id is not null) and l.account_token is null`,
    facts: '',
  },
  {
    // I15: the name on the account is the name on the file.
    rule: 'ACCOUNT_NAME_DIFFERS',
    field: 'payeeId',
    broken: `${IS_BY_ACCOUNT} and not l.name_matches`,
    facts: '',
  },
  {
    // I16: cash is for those who are consoled, and for nobody else.
    rule: 'CASH_FOR_CONSOLED_ONLY',
    field: 'mode',
    broken: `l.mode = 'CASH' and l.target_group not in ('MODEL_WORKER_HOUSEHOLD','DISTRESSED_ENTERPRISE_WORKER','ON_DUTY_WORKER')`,
    facts: `'group', l.target_group`,
  },
  {
    // I22: medical aid answers a cost that is documented, of this household.
    rule: 'MEDICAL_EVIDENCE',
    field: 'medicalEvidenceId',
    broken: `l.purpose = 'MEDICAL' and (l.evidence_left_fen is null or l.evidence_household_id is distinct from l.household_id)`,
    facts: '',
  },
  {
    rule: 'MEDICAL_OWN_COST',
    field: 'amount',
    broken: 'l.amount_fen > l.evidence_left_fen',
    facts: `'leftFen', l.evidence_left_fen`,
  },
  {
    rule: 'STUDENT_NAMED',
    field: 'studentId',
    broken: `l.purpose = 'STUDY' and l.student_id is null`,
    facts: '',
  },
  ...STUDY_RULES,
  { rule: 'STANDARD_MISSING', field: 'purpose', broken: 'l.per_payment_fen is null', facts: `'group', l.target_group` },
  {
    // I19: one payment at a time; the caps of the year are held when the money is set aside.
    rule: 'PAYMENT_CAP_EXCEEDED',
    field: 'amount',
    broken: 'l.amount_fen > l.per_payment_fen',
    facts: `'capFen', l.per_payment_fen`,
  },
];
