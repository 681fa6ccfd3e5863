import { AidPurpose, FundSource, TargetGroupKind } from '@nuan/kernel';

/** A kind of fund: raised once by the province, or once by each city and directly administered county. */
export interface FundPlan {
  readonly source: FundSource;
  /** The source's name in Chinese; local funds put their place before it. */
  readonly name: string;
  readonly year: number;
  readonly campaign: 'CNY2017' | 'DAILY2017' | null;
  readonly raisedBy: 'PROVINCE' | 'LOCAL';
  readonly groups: readonly TargetGroupKind[];
  readonly purposes: readonly AidPurpose[];
  /** Day the money was raised, and by which the province passed it down in full; the counties have it the day after. */
  readonly raisedOn: string;
  readonly passesDownInFull: boolean;
}

const { FILED_HOUSEHOLD, MODEL_WORKER_HOUSEHOLD, DISTRESSED_ENTERPRISE_WORKER, ON_DUTY_WORKER } = TargetGroupKind;
const RELIEF = [AidPurpose.LIVING, AidPurpose.MEDICAL, AidPurpose.STUDY, AidPurpose.TEMPORARY];
const WARMTH = [...RELIEF, AidPurpose.CONSOLATION];

const warmth = { year: 2017, campaign: 'CNY2017', raisedOn: '2017-01-03', purposes: WARMTH } as const;
const provincial = { ...warmth, raisedBy: 'PROVINCE', passesDownInFull: true } as const;
const local = { ...warmth, raisedBy: 'LOCAL', passesDownInFull: false } as const;
const daily = { year: 2017, campaign: 'DAILY2017', raisedOn: '2017-01-03', purposes: WARMTH } as const;
const dailyGroups = [FILED_HOUSEHOLD, DISTRESSED_ENTERPRISE_WORKER];

/**
 * The funds of the sample. Published are the sources, the provincial dues (4,760,000.00) and Chuzhou's donations
 * (5,010,000.00); how the other sources share the total is our rule.
 */
export const FUND_PLANS = {
  WARMTH_CENTRAL: {
    ...provincial,
    source: FundSource.CENTRAL_FISCAL_AID,
    name: '中央财政专项帮扶资金（两节送温暖）',
    groups: [FILED_HOUSEHOLD],
  },
  WARMTH_PROVINCIAL_AID: {
    ...provincial,
    source: FundSource.PROVINCIAL_FISCAL_AID,
    name: '省财政专项帮扶资金（两节送温暖）',
    groups: [FILED_HOUSEHOLD],
  },
  WARMTH_PROVINCIAL: {
    ...provincial,
    source: FundSource.PROVINCIAL_FISCAL_WARMTH,
    name: '省财政送温暖资金',
    groups: [FILED_HOUSEHOLD, MODEL_WORKER_HOUSEHOLD, DISTRESSED_ENTERPRISE_WORKER],
  },
  WARMTH_SETTLEMENT: {
    ...provincial,
    source: FundSource.OVERCAPACITY_SETTLEMENT,
    name: '化解煤炭钢铁过剩产能分流职工安置专项资金（慰问）',
    groups: [DISTRESSED_ENTERPRISE_WORKER],
  },
  WARMTH_DUES: {
    ...provincial,
    source: FundSource.UNION_DUES,
    name: '省总工会经费安排送温暖资金',
    groups: [MODEL_WORKER_HOUSEHOLD],
    purposes: [AidPurpose.CONSOLATION],
  },
  WARMTH_LOCAL_FISCAL: { ...local, source: FundSource.LOCAL_FISCAL, name: '财政送温暖资金', groups: [FILED_HOUSEHOLD] },
  WARMTH_LOCAL_DUES: {
    ...local,
    source: FundSource.UNION_DUES,
    name: '总工会经费安排慰问资金',
    groups: [ON_DUTY_WORKER],
    purposes: [AidPurpose.CONSOLATION],
  },
  WARMTH_DONATION: { ...local, source: FundSource.DONATION, name: '送温暖社会捐款', groups: [FILED_HOUSEHOLD] },
  DAILY_CENTRAL: {
    ...daily,
    raisedBy: 'PROVINCE',
    passesDownInFull: true,
    source: FundSource.CENTRAL_FISCAL_AID,
    name: '中央财政专项帮扶资金（日常帮扶首批）',
    groups: dailyGroups,
  },
  DAILY_LOCAL: {
    ...daily,
    raisedBy: 'LOCAL',
    passesDownInFull: false,
    source: FundSource.LOCAL_FISCAL,
    name: '财政日常帮扶资金',
    groups: dailyGroups,
  },
  RELIEF_2016: {
    year: 2016,
    campaign: null,
    raisedBy: 'PROVINCE',
    passesDownInFull: true,
    raisedOn: '2016-01-04',
    source: FundSource.CENTRAL_FISCAL_AID,
    name: '中央财政专项帮扶资金',
    groups: [FILED_HOUSEHOLD],
    purposes: RELIEF,
  },
  SCHOLARSHIP_2016: {
    year: 2016,
    campaign: null,
    raisedBy: 'PROVINCE',
    passesDownInFull: true,
    raisedOn: '2016-08-15',
    source: FundSource.UNION_DUES,
    name: '“金秋助学”工会经费专项资金',
    groups: [FILED_HOUSEHOLD],
    purposes: [AidPurpose.STUDY],
  },
} as const satisfies Record<string, FundPlan>;

/** A kind of fund by name. */
export type FundKind = keyof typeof FUND_PLANS;

/** The kinds in the order of their definition. */
export const FUND_KINDS = Object.keys(FUND_PLANS) as FundKind[];
