import { addMonths, ExitReason } from '@nuan/kernel';

import type { SampleHousehold } from '../households';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { atHour, dayAfter, daysBefore, NOTICE_WORKING_DAYS, noticeEndOn, officer } from './filing-steps';

type Leaver = SampleHousehold & { readonly exitedOn: string; readonly exitReason: ExitReason };

function* leavers(world: World): Generator<Leaver> {
  for (const household of world.households) {
    if (household.exitedOn !== null && household.exitReason !== null) yield household as Leaver;
  }
}

/** Whether the household came out of hardship; only then is there a public notice and a follow-up. */
const cameOut = ({ exitReason }: Leaver): boolean =>
  exitReason === ExitReason.SELF_SUPPORTING || exitReason === ExitReason.FALLBACK_RELIEVED;

const REVIEW_COLUMNS = [
  'id',
  'household_id',
  'region_code',
  'state',
  'reason',
  'months_above_line',
  'proposed_by',
  'proposed_on',
  'closed_on',
  'follow_up_until_on',
  'version',
] as const;

function* reviewRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const leaver of leavers(world)) {
    const { index, id, regionCode, exitReason, exitedOn } = leaver;
    const months = exitReason === ExitReason.SELF_SUPPORTING ? 6 + (index % 7) : null;
    const until = cameOut(leaver) ? addMonths(exitedOn, 6) : null;
    const proposed = [officer('maker', regionCode), daysBefore(exitedOn, 25)];
    yield [
      tools.id('exit-review', index),
      id,
      regionCode,
      'APPROVED',
      exitReason,
      months,
      ...proposed,
      exitedOn,
      until,
      3,
    ];
  }
}

const NOTICE_COLUMNS = [
  'id',
  'kind',
  'exit_review_id',
  'place',
  'posted_on',
  'min_working_days',
  'earliest_end_on',
  'closed_on',
  'outcome',
] as const;

function* noticeRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const leaver of leavers(world)) {
    if (!cameOut(leaver)) continue;
    const postedOn = daysBefore(leaver.exitedOn, 18);
    const endOn = noticeEndOn(postedOn);
    const review = tools.id('exit-review', leaver.index);
    const stood = [postedOn, NOTICE_WORKING_DAYS, endOn, dayAfter(endOn)];
    yield [tools.id('exit-notice', leaver.index), 'EXIT', review, '社区公示栏', ...stood, 'UNCONTESTED'];
  }
}

const DECISION_COLUMNS = ['id', 'exit_review_id', 'stage', 'verdict', 'decided_by', 'decided_at'] as const;

function* decisionRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { index, regionCode, exitedOn } of leavers(world)) {
    const review = tools.id('exit-review', index);
    const [verifier, checker] = [officer('verifier', regionCode), officer('checker', regionCode)];
    yield [
      tools.id('exit-verification', index),
      review,
      'VERIFICATION',
      'PASSED',
      verifier,
      atHour(daysBefore(exitedOn, 22), 15),
    ];
    yield [tools.id('exit-approval', index), review, 'APPROVAL', 'PASSED', checker, atHour(exitedOn, 10)];
  }
}

const EVENT_COLUMNS = ['id', 'household_id', 'kind', 'happened_at', 'actor_id', 'note'] as const;

function* eventRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  for (const { index, id, regionCode, status, exitedOn } of leavers(world)) {
    const [maker, checker] = [officer('maker', regionCode), officer('checker', regionCode)];
    yield [
      tools.id('exit-proposed-event', index),
      id,
      'EXIT_PROPOSED',
      atHour(daysBefore(exitedOn, 25), 9),
      maker,
      null,
    ];
    yield [tools.id('exit-event', index), id, status, atHour(exitedOn, 16), checker, null];
  }
}

/** How households left the register in 2016. */
export const exitLoads = (world: World, tools: SampleTools): TableLoad[] => [
  { table: 'exit_review', columns: REVIEW_COLUMNS, rows: () => reviewRows(world, tools) },
  { table: 'publicity_notice', columns: NOTICE_COLUMNS, rows: () => noticeRows(world, tools) },
  { table: 'decision', columns: DECISION_COLUMNS, rows: () => decisionRows(world, tools) },
  { table: 'file_event', columns: EVENT_COLUMNS, rows: () => eventRows(world, tools) },
];
