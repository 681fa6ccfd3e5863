import { CountPrecision, CountUnit, TargetGroupKind } from '@nuan/kernel';
import { SAMPLE_CAMPAIGNS } from '../sample-campaigns';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { SAMPLE_STANDARDS } from './aid-caps';
import { EVENTS_HELD_ON, sampleEvents } from './consolation-events';
import { dailyConsolations } from './daily-payments';
import { dailyDelivery, dailyReachedOn } from './daily-round';
import { warmthPaidOn } from './pay-days';
import { personWarmth } from './warmth-payments';
import type { WarmthAmounts } from './warmth-amounts';

const { FILED_HOUSEHOLD, MODEL_WORKER_HOUSEHOLD, DISTRESSED_ENTERPRISE_WORKER, ON_DUTY_WORKER } = TargetGroupKind;

/** The campaigns of the sample, with what they reach. */
export const campaignLoads = (tools: SampleTools): TableLoad[] => [
  {
    table: 'campaign',
    columns: ['id', 'code', 'name', 'status', 'starts_on', 'ends_on', 'is_synthetic'],
    rows: () =>
      SAMPLE_CAMPAIGNS.map(({ code, name, status, startsOn, endsOn, isSynthetic }, at) => [
        ...[tools.id('campaign', at), code, name, status, startsOn, endsOn, isSynthetic],
      ]),
  },
  {
    table: 'campaign_target_group',
    columns: ['campaign_code', 'target_group', 'unit', 'count_precision', 'position'],
    rows: () => [
      ['CNY2017', FILED_HOUSEHOLD, CountUnit.HOUSEHOLD, CountPrecision.EXACT, 1],
      ['CNY2017', MODEL_WORKER_HOUSEHOLD, CountUnit.HOUSEHOLD, CountPrecision.EXACT, 2],
      ['CNY2017', DISTRESSED_ENTERPRISE_WORKER, CountUnit.PERSON, CountPrecision.AT_LEAST, 3],
      ['CNY2017', ON_DUTY_WORKER, CountUnit.PERSON, CountPrecision.AT_LEAST, 4],
      ['DAILY2017', FILED_HOUSEHOLD, CountUnit.HOUSEHOLD, CountPrecision.EXACT, 1],
      ['DAILY2017', DISTRESSED_ENTERPRISE_WORKER, CountUnit.PERSON, CountPrecision.EXACT, 2],
    ],
  },
];

const REGISTER = [
  'campaign_code',
  'beneficiary_id',
  'target_group',
  'region_code',
  'is_migrant',
  'reached_on',
  'paid_on',
];

/** The registers: CNY2017 missed nobody; DAILY2017 lists every active household and has reached about 60 %. */
export const registerLoads = (world: World, amounts: WarmthAmounts, tools: SampleTools): TableLoad[] => [
  { table: 'campaign_beneficiary', columns: REGISTER, rows: () => warmthRegister(world, amounts) },
  { table: 'campaign_beneficiary', columns: REGISTER, rows: () => dailyRegister(world) },
  {
    table: 'aid_standard',
    columns: [
      ...['id', 'region_code', 'target_group', 'purpose', 'per_payment_fen', 'per_year_fen', 'cap_scope'],
      ...['valid_from', 'basis'],
    ],
    *rows() {
      for (const [index, { group, purpose, perPayment, perYear, capScope }] of SAMPLE_STANDARDS.entries()) {
        const basis = '合成标准，参照各省帮扶资金、送温暖资金管理办法';
        yield [
          tools.id('standard', index),
          '340000',
          group,
          purpose,
          perPayment * 100,
          perYear * 100,
          capScope,
          '2016-01-01',
          basis,
        ];
      }
    },
  },
  {
    table: 'consolation_event',
    columns: ['id', 'campaign_code', 'region_code', 'union_id', 'title', 'target_group', 'held_on'],
    *rows() {
      for (const { index, regionCode, unionId, title } of sampleEvents(world)) {
        yield [
          tools.id('consolation-event', index),
          'CNY2017',
          regionCode,
          unionId,
          title,
          ON_DUTY_WORKER,
          EVENTS_HELD_ON,
        ];
      }
    },
  },
];

function* warmthRegister(world: World, amounts: WarmthAmounts): Generator<readonly CopyValue[]> {
  for (const household of world.households) {
    if (!household.active) continue;
    const on = warmthPaidOn(household);
    yield ['CNY2017', household.id, FILED_HOUSEHOLD, household.regionCode, household.isMigrant, on, on];
  }
  for (const { payee, on, regionCode, group } of personWarmth(world, amounts)) {
    const person = world.persons[payee];
    if (person !== undefined) yield ['CNY2017', person.id, group, regionCode, person.isMigrant, on, on];
  }
}

function* dailyRegister(world: World): Generator<readonly CopyValue[]> {
  for (const household of world.households) {
    if (!household.active) continue;
    const delivery = dailyDelivery(household);
    const reachedOn = delivery === 'MONEY' || delivery === 'SERVICE' ? dailyReachedOn(household) : null;
    const paidOn = delivery === 'MONEY' ? reachedOn : null;
    yield ['DAILY2017', household.id, FILED_HOUSEHOLD, household.regionCode, household.isMigrant, reachedOn, paidOn];
  }
  for (const { payee, on, regionCode, group } of dailyConsolations(world)) {
    const person = world.persons[payee];
    if (person !== undefined) yield ['DAILY2017', person.id, group, regionCode, person.isMigrant, on, on];
  }
}
