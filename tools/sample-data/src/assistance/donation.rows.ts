import { FaultError } from '@nuan/errors';
import { splitFen } from '@nuan/kernel';
import { apportion, scaled } from '../apportion';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { type FundBook, receivedFen, type SampleFund } from './fund-book';
import { scholarshipOn, scholarships2016 } from './payments-2016';

const BENGBU = '340300';
/** Persons of Bengbu who received donated goods, at 1,000 yuan of value each; published. */
const GOODS_RECIPIENTS = 1_000;
const GOODS_FEN_EACH = 100_000;
const LOT_DAYS = ['2017-01-09', '2017-01-11', '2017-01-13', '2017-01-17', '2017-01-19'];

/** Donors of Chuzhou with their shares of the city's donations; no real ones. */
const DONORS: readonly (readonly [string, bigint])[] = [
  ['送温暖活动领导小组成员单位（合计）', 34n],
  ['市直机关干部职工（合计）', 22n],
  ['爱心企业甲', 14n],
  ['爱心企业乙', 11n],
  ['爱心企业丙', 8n],
  ['社会各界人士（合计）', 11n],
];

/** Donations of money, which the fund of Chuzhou holds to the fen, and of goods, issued as lots outside every fund. */
export function donationLoads(world: World, book: FundBook, tools: SampleTools): TableLoad[] {
  const fund = book.funds.find(({ kind }) => kind === 'WARMTH_DONATION');
  if (fund === undefined) throw new FaultError('the fund of donations is missing');
  const people = Math.max(1, scaled(GOODS_RECIPIENTS, world.scale));
  return [
    {
      table: 'donation',
      columns: [
        'id',
        'kind',
        'donor',
        'campaign_code',
        'region_code',
        'union_id',
        'fund_id',
        'cash_fen',
        'received_on',
      ],
      rows: () => [...cashDonations(fund, tools), goodsDonation(world, tools)],
    },
    lotLoad(people, tools),
  ];
}

/** The goods of Bengbu, each lot issued in full on its day. */
const lotLoad = (people: number, tools: SampleTools): TableLoad => ({
  table: 'donation_lot',
  columns: [
    ...['id', 'donation_id', 'goods', 'quantity', 'measure', 'value_fen', 'recipients', 'issued_on'],
    ...['issued_quantity', 'issued_value_fen'],
  ],
  *rows() {
    const parts = apportion(
      people,
      LOT_DAYS.map(() => 1),
    );
    for (const [at, count] of parts.entries()) {
      if (count === 0) continue;
      const value = count * GOODS_FEN_EACH;
      const goods = '爱心大礼包（棉被、食用油、大米、绒毯、健康体检卡）';
      yield [
        tools.id('donation-lot', at),
        tools.id('donation', 0),
        goods,
        count,
        '份',
        value,
        count,
        LOT_DAYS[at] ?? null,
        count,
        value,
      ];
    }
  },
});

function cashDonations(fund: SampleFund, tools: SampleTools): CopyValue[][] {
  const [root] = fund.tree;
  const parts = splitFen(
    root === undefined ? 0n : receivedFen(root),
    DONORS.map(([, share]) => share),
  );
  const given = DONORS.map(([donor], at) => ({ donor, at, fen: parts[at] ?? 0n })).filter(({ fen }) => fen > 0n);
  return given.map(({ donor, at, fen }) => [
    tools.id('donation', at + 1),
    'CASH',
    donor,
    'CNY2017',
    fund.holder.regionCode,
    fund.holder.id,
    tools.id('fund', fund.index),
    fen,
    fund.plan.raisedOn,
  ]);
}

function goodsDonation(world: World, tools: SampleTools): CopyValue[] {
  const union = world.unions.find(({ regionCode }) => regionCode === BENGBU);
  const donor = '爱心企业联合捐助（第七届）';
  return [tools.id('donation', 0), 'GOODS', donor, 'CNY2017', BENGBU, union?.id ?? '', null, 0, '2017-01-06'];
}

/** The scholarships of 2016, each with the payment that carried it out. */
export const scholarshipLoad = (world: World, tools: SampleTools): TableLoad => ({
  table: 'scholarship_grant',
  columns: [
    ...['id', 'student_id', 'household_id', 'academic_year', 'region_code', 'level', 'is_migrant', 'amount_fen'],
    ...['disbursement_id', 'granted_on'],
  ],
  *rows() {
    for (const payment of scholarships2016(world)) {
      const student = world.students[payment.studentIndex ?? -1];
      const household = world.households[payment.householdIndex ?? -1];
      if (student === undefined || household === undefined) continue;
      yield [
        tools.id('scholarship', student.index),
        student.id,
        household.id,
        2016,
        household.regionCode,
        student.level,
        student.isMigrant,
        payment.amountFen,
        tools.id('disbursement', payment.at),
        scholarshipOn(household.index),
      ];
    }
  },
});
