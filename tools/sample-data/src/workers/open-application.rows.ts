import { maskAccount, maskId } from '@nuan/database';
import { yuan } from '@nuan/kernel';

import { CITY_PROFILES } from '../city-profiles';
import { enterpriseIdOf } from '../enterprises';
import { bankCardOf } from '../identity-numbers';
import { lineOn } from '../min-living-lines';
import type { SamplePerson } from '../persons';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { atHour, dayAfter, officer } from './filing-steps';
import { type OpenApplication, openApplications, STAGE_ORDER } from './open-applications';

const BANK = '样例银行';
const MONTHS = 12;

/** Monthly wage of an applicant, and what illness costs, in percent of the line: near the line, and below it after the cost. */
const WAGE_PERCENT = 130;
const MEDICAL_PERCENT = 60;

interface Opened extends OpenApplication {
  readonly person: SamplePerson;
  readonly filingPersonId: string;
  readonly assessmentId: string | null;
  readonly lineFen: bigint;
  /** How many steps of the way it has taken; a returned one starts over. */
  readonly steps: number;
}

function* opened(world: World, tools: SampleTools): Generator<Opened> {
  for (const open of openApplications(world, tools)) {
    const person = world.persons[open.personIndex];
    const city = CITY_PROFILES.find(({ code }) => code.startsWith(open.regionCode.slice(0, 4)));
    if (person === undefined || city === undefined) continue;
    yield {
      ...open,
      person,
      filingPersonId: tools.id('open-person', open.personIndex),
      assessmentId: open.consentId === null ? null : tools.id('open-assessment', open.personIndex),
      lineFen: BigInt(lineOn(open.begunOn, city.lineYuan)) * 100n,
      steps: Math.max(0, STAGE_ORDER.indexOf(open.status)),
    };
  }
}

const yearly = ({ lineFen }: Opened, percent: number): bigint => ((lineFen * BigInt(percent)) / 100n) * BigInt(MONTHS);

const APPLICATION_COLUMNS = [
  'id',
  'status',
  'applicant_id',
  'consent_id',
  'region_code',
  'union_id',
  'category',
  'primary_cause',
  'tier',
  'is_migrant',
  'address_sealed',
  'bank_name',
  'bank_account_kind',
  'bank_account_mask',
  'bank_account_sealed',
  'bank_account_hash',
  'assessment_id',
  'created_by',
  'created_at',
  'submitted_at',
  'submitted_by',
  'reviewed_by',
  'verified_by',
  'version',
] as const;

function* applicationRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  const { cipher } = tools;
  for (const open of opened(world, tools)) {
    const card = bankCardOf(open.personIndex);
    const isDraft = open.consentId === null;
    const maker = officer('maker', open.regionCode);
    yield [
      open.id,
      open.status,
      open.personId,
      open.consentId,
      open.regionCode,
      open.unionId,
      open.category,
      open.primaryCause,
      'COUNTY',
      open.person.isMigrant,
      cipher.seal('样例小区1号'),
      BANK,
      'BANK_CARD',
      maskAccount(BANK, card),
      cipher.seal(card),
      cipher.hash('bank-account', card),
      open.assessmentId,
      maker,
      atHour(open.begunOn, 9),
      isDraft ? null : atHour(open.begunOn, 11),
      isDraft ? null : maker,
      open.steps >= 2 ? officer('unit', open.regionCode) : null,
      open.steps >= 4 ? officer('verifier', open.regionCode) : null,
      open.version,
    ];
  }
}

const PERSON_COLUMNS = [
  'id',
  'application_id',
  'ordinal',
  'is_current',
  'relation',
  'name',
  'id_number_mask',
  'id_number_sealed',
  'id_number_hash',
  'birth_year',
  'gender',
  'employment_status',
  'occupation_group',
  'employer_id',
  'is_union_member',
  'is_migrant',
  'employed_since_on',
  'resident_since_on',
  'has_residence_permit',
  'diversion',
] as const;

function* personRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  const { cipher } = tools;
  for (const { id, filingPersonId, person } of opened(world, tools)) {
    const { idNumber, isMigrant } = person;
    yield [
      filingPersonId,
      id,
      0,
      true,
      'HEAD',
      person.name,
      maskId(idNumber),
      cipher.seal(idNumber),
      cipher.hash('id-number', idNumber),
      Number(person.bornOn.slice(0, 4)),
      person.gender,
      person.employmentStatus,
      person.occupation,
      person.employerIndex === null ? null : enterpriseIdOf(person.employerIndex),
      true,
      isMigrant,
      isMigrant ? '2015-03-01' : null,
      isMigrant ? '2014-03-01' : null,
      isMigrant,
      person.diversion,
    ];
  }
}

const CONSENT_COLUMNS = [
  'id',
  'worker_id',
  'application_id',
  'filing_person_id',
  'purpose',
  'text_version',
  'channel',
  'given_at',
  'recorded_by',
] as const;

function* consentRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { consentId, personId, id, filingPersonId, begunOn, regionCode } of opened(world, tools)) {
    if (consentId === null) continue;
    const whose = [consentId, personId, id, filingPersonId];
    yield [...whose, 'FINANCIAL_CHECK', '2016-1', 'PAPER', atHour(begunOn, 9), officer('maker', regionCode)];
  }
}

const AMOUNT_COLUMNS = ['id', 'application_id', 'ordinal', 'is_current', 'person_id', 'kind', 'amount_fen'] as const;

function* amountRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const open of opened(world, tools)) {
    const [wage, cost] = [tools.id('open-wage', open.personIndex), tools.id('open-cost', open.personIndex)];
    yield [wage, open.id, 0, true, open.filingPersonId, 'WAGE', yearly(open, WAGE_PERCENT)];
    yield [cost, open.id, 1, true, open.filingPersonId, 'MEDICAL', yearly(open, MEDICAL_PERCENT)];
  }
}

const ASSESSMENT_COLUMNS = [
  'id',
  'application_id',
  'rule_set_id',
  'assessed_on',
  'assessed_by',
  'annual_income_fen',
  'imputed_income_fen',
  'rigid_expense_fen',
  'members',
  'line_fen',
  'net_per_capita_fen',
  'is_accidental',
  'result',
  'steps',
] as const;

/** The comparisons that the rules of 2009 make of these figures. */
function stepsOf(gross: bigint, net: bigint, line: bigint): string {
  return JSON.stringify([
    { rule: 'GROSS_BELOW_LINE', figure: yuan(gross), comparison: '<', threshold: yuan(line), holds: false },
    {
      rule: 'GROSS_NEAR_LINE',
      figure: yuan(gross),
      comparison: '<=',
      threshold: yuan((line * 150n) / 100n),
      holds: true,
    },
    { rule: 'NET_AT_MOST_LINE', figure: yuan(net), comparison: '<=', threshold: yuan(line), holds: true },
  ]);
}

function* assessmentRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const open of opened(world, tools)) {
    if (open.assessmentId === null) continue;
    const [income, expense] = [yearly(open, WAGE_PERCENT), yearly(open, MEDICAL_PERCENT)];
    const net = (income - expense) / BigInt(MONTHS);
    const by = officer('maker', open.regionCode);
    const steps = stepsOf(income / BigInt(MONTHS), net, open.lineFen);
    const figures = [income, 0n, expense, 1, open.lineFen, net, false, 'NEAR_MIN', steps];
    yield [open.assessmentId, open.id, '2009', open.begunOn, by, ...figures];
  }
}

const DECISION_COLUMNS = ['id', 'application_id', 'stage', 'verdict', 'decided_by', 'decided_at', 'opinion'] as const;

function* decisionRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { id, personIndex, regionCode, begunOn, steps, status } of opened(world, tools)) {
    const on = atHour(dayAfter(begunOn), 15);
    const [unit, verifier] = [officer('unit', regionCode), officer('verifier', regionCode)];
    if (status === 'RETURNED')
      yield [tools.id('open-return', personIndex), id, 'FIRST_REVIEW', 'RETURNED', unit, on, '收入证明不全（样例）'];
    if (steps >= 2) yield [tools.id('open-review', personIndex), id, 'FIRST_REVIEW', 'PASSED', unit, on, null];
    if (steps >= 4)
      yield [
        tools.id('open-verification', personIndex),
        id,
        'VERIFICATION',
        'PASSED',
        verifier,
        atHour(dayAfter(dayAfter(begunOn)), 16),
        null,
      ];
  }
}

const VISIT_COLUMNS = [
  'id',
  'application_id',
  'visited_at',
  'visited_by',
  'persons_met',
  'confirms_declaration',
] as const;

function* visitRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { id, personIndex, regionCode, begunOn, steps } of opened(world, tools)) {
    if (steps < 3) continue;
    const visited = atHour(dayAfter(dayAfter(begunOn)), 10);
    yield [tools.id('open-visit', personIndex), id, visited, [officer('visitor', regionCode)], 1, true];
  }
}

const CHECK_COLUMNS = ['id', 'application_id', 'consent_id', 'source', 'result', 'checked_at', 'filed_by'] as const;

function* checkRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { id, consentId, personIndex, regionCode, begunOn, steps } of opened(world, tools)) {
    if (steps < 3 || consentId === null) continue;
    const on = atHour(dayAfter(dayAfter(begunOn)), 14);
    const ids = [tools.id('open-check', personIndex), id, consentId];
    yield [...ids, 'CIVIL_AFFAIRS', 'MATCH', on, officer('maker', regionCode)];
  }
}

/** Applications on their way, with everything that led to where they are, so that an officer can take the next step of each. */
export const openApplicationLoads = (world: World, tools: SampleTools): TableLoad[] => [
  { table: 'filing_application', columns: APPLICATION_COLUMNS, rows: () => applicationRows(world, tools) },
  { table: 'filing_person', columns: PERSON_COLUMNS, rows: () => personRows(world, tools) },
  { table: 'consent', columns: CONSENT_COLUMNS, rows: () => consentRows(world, tools) },
  { table: 'filing_amount', columns: AMOUNT_COLUMNS, rows: () => amountRows(world, tools) },
  { table: 'filing_assessment', columns: ASSESSMENT_COLUMNS, rows: () => assessmentRows(world, tools) },
  { table: 'decision', columns: DECISION_COLUMNS, rows: () => decisionRows(world, tools) },
  { table: 'household_visit', columns: VISIT_COLUMNS, rows: () => visitRows(world, tools) },
  { table: 'data_check', columns: CHECK_COLUMNS, rows: () => checkRows(world, tools) },
];
