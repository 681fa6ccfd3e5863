import type { SampleHousehold } from '../households';
import { personIdOf } from '../persons';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { atHour, dayAfter, daysBefore, NOTICE_WORKING_DAYS, noticeEndOn, officer } from './filing-steps';
import { openApplicationLoads } from './open-application.rows';
import { openApplications } from './open-applications';

/** Files recorded from this day on have the application that led to them; older ones were taken over without it. */
export const FILED_FROM = '2016-12-01';

const wasFiledHere = ({ active, recordedOn }: SampleHousehold): boolean => active && recordedOn >= FILED_FROM;

function* filedHouseholds(world: World): Generator<SampleHousehold> {
  for (const household of world.households) if (wasFiledHere(household)) yield household;
}

const CONSENT_COLUMNS = ['id', 'worker_id', 'purpose', 'text_version', 'channel', 'given_at'] as const;

function* consentRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { index, headIndex, recordedOn } of filedHouseholds(world)) {
    const channel = index % 9 === 0 ? 'ONLINE' : 'PAPER';
    yield [
      tools.id('consent', index),
      personIdOf(headIndex),
      'FINANCIAL_CHECK',
      '2016-1',
      channel,
      atHour(daysBefore(recordedOn, 30), 9),
    ];
  }
}

const APPLICATION_COLUMNS = [
  'id',
  'status',
  'applicant_id',
  'household_id',
  'consent_id',
  'region_code',
  'union_id',
  'category',
  'primary_cause',
  'created_by',
  'created_at',
  'submitted_at',
  'recorded_at',
  'submitted_by',
  'reviewed_by',
  'verified_by',
  'approved_by',
  'version',
] as const;

function* applicationRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const household of filedHouseholds(world)) {
    const { index, id, headIndex, regionCode, unionId, category, primaryCause, recordedOn } = household;
    const begunOn = daysBefore(recordedOn, 30);
    const [created, submitted, recorded] = [atHour(begunOn, 9), atHour(begunOn, 11), atHour(recordedOn, 15)];
    const facts = [regionCode, unionId, category, primaryCause, officer('maker', regionCode)];
    const ids = [personIdOf(headIndex), id, tools.id('consent', index)];
    const by = (['maker', 'unit', 'verifier', 'checker'] as const).map((kind) => officer(kind, regionCode));
    yield [tools.id('application', index), 'RECORDED', ...ids, ...facts, created, submitted, recorded, ...by, 8];
  }
}

const CHECK_COLUMNS = [
  'id',
  'application_id',
  'consent_id',
  'source',
  'result',
  'checked_at',
  'note',
  'resolution',
] as const;

/** Civil affairs and one more source per application; one conflict in forty, resolved before the file was recorded. */
function* checkRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { index, recordedOn } of filedHouseholds(world)) {
    const ids = [tools.id('application', index), tools.id('consent', index)];
    const at = atHour(daysBefore(recordedOn, 21), 10);
    const resolved = index % 40 === 0;
    const finding = resolved
      ? ['CONFLICT', at, '登记车辆一辆（样例）', '车辆已报废，凭注销证明核实']
      : ['NO_MATCH', at, null, null];
    yield [tools.id('check-civil', index), ...ids, 'CIVIL_AFFAIRS', 'MATCH', at, null, null];
    yield [tools.id('check-vehicle', index), ...ids, 'VEHICLE', ...finding];
  }
}

const VISIT_COLUMNS = [
  'id',
  'application_id',
  'visited_at',
  'visited_by',
  'persons_met',
  'confirms_declaration',
  'findings',
] as const;

function* visitRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { index, recordedOn, regionCode, size } of filedHouseholds(world)) {
    const by = [officer('visitor', regionCode), officer('unit', regionCode)];
    const met = 1 + (index % size);
    yield [
      tools.id('household-visit', index),
      tools.id('application', index),
      atHour(daysBefore(recordedOn, 24), 10),
      by,
      met,
      true,
      null,
    ];
  }
}

const NOTICE_COLUMNS = [
  'id',
  'kind',
  'application_id',
  'place',
  'posted_on',
  'min_working_days',
  'earliest_end_on',
  'closed_on',
  'outcome',
] as const;

function* noticeRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { index, recordedOn } of filedHouseholds(world)) {
    const postedOn = daysBefore(recordedOn, 15);
    const endOn = noticeEndOn(postedOn);
    const stood = [postedOn, NOTICE_WORKING_DAYS, endOn, dayAfter(endOn)];
    yield [
      tools.id('filing-notice', index),
      'FILING',
      tools.id('application', index),
      '单位公示栏',
      ...stood,
      'UNCONTESTED',
    ];
  }
  for (const { id, noticeId, postedOn } of openApplications(world, tools)) {
    if (postedOn === null) continue;
    yield [noticeId, 'FILING', id, '单位公示栏', postedOn, NOTICE_WORKING_DAYS, noticeEndOn(postedOn), null, null];
  }
}

const DECISION_COLUMNS = ['id', 'application_id', 'stage', 'verdict', 'decided_by', 'decided_at', 'opinion'] as const;

function* decisionRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { index, recordedOn, regionCode } of filedHouseholds(world)) {
    const application = tools.id('application', index);
    const step = (kind: string, stage: string, by: 'unit' | 'verifier' | 'checker', at: string) =>
      [tools.id(kind, index), application, stage, 'PASSED', officer(by, regionCode), at, null] as const;
    yield step('first-review', 'FIRST_REVIEW', 'unit', atHour(daysBefore(recordedOn, 27), 15));
    yield step('verification', 'VERIFICATION', 'verifier', atHour(daysBefore(recordedOn, 18), 15));
    yield step('approval', 'APPROVAL', 'checker', atHour(recordedOn, 10));
  }
}

const EVENT_COLUMNS = ['id', 'household_id', 'kind', 'happened_at', 'actor_id'] as const;

function* eventRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { index, id, recordedOn, regionCode } of filedHouseholds(world)) {
    yield [tools.id('recorded-event', index), id, 'RECORDED', atHour(recordedOn, 15), officer('checker', regionCode)];
  }
}

/** How the newest files came on the register, and what is still on the way. */
export const filingLoads = (world: World, tools: SampleTools): TableLoad[] => [
  { table: 'consent', columns: CONSENT_COLUMNS, rows: () => consentRows(world, tools) },
  { table: 'filing_application', columns: APPLICATION_COLUMNS, rows: () => applicationRows(world, tools) },
  { table: 'data_check', columns: CHECK_COLUMNS, rows: () => checkRows(world, tools) },
  { table: 'household_visit', columns: VISIT_COLUMNS, rows: () => visitRows(world, tools) },
  { table: 'publicity_notice', columns: NOTICE_COLUMNS, rows: () => noticeRows(world, tools) },
  { table: 'decision', columns: DECISION_COLUMNS, rows: () => decisionRows(world, tools) },
  { table: 'file_event', columns: EVENT_COLUMNS, rows: () => eventRows(world, tools) },
  ...openApplicationLoads(world, tools),
];
