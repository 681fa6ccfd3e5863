import type { ArchiveTier, ExitReason, FileStatus, HardshipCategory, HardshipCause } from '@nuan/kernel';
import { rememberedIds } from './identifiers';
import { unionIdOf } from './unions';

/** Rank of a household's helper (结对帮扶人) where it is a leader; null: a county leader or an ordinary cadre, for the mapper to choose. */
export type SampleLeaderRank = 'PROVINCE_LEADER' | 'PREFECTURE_LEADER' | 'PREFECTURE_UNIT_HEAD';

export interface HouseholdFields {
  readonly index: number;
  readonly fileNo: string;
  readonly status: FileStatus;
  readonly tier: ArchiveTier;
  readonly category: HardshipCategory;
  readonly primaryCause: HardshipCause;
  readonly secondaryCauses: readonly HardshipCause[];
  readonly isMigrant: boolean;
  readonly isZeroEmployment: boolean;
  readonly regionCode: string;
  readonly unionIndex: number;
  readonly employerIndex: number | null;
  readonly headIndex: number;
  readonly size: number;
  readonly annualIncomeYuan: number;
  readonly rigidExpenseYuan: number;
  readonly netPerCapitaYuan: number;
  readonly lineYuan: number;
  readonly recordedOn: string;
  readonly lastReviewedOn: string;
  readonly nextReviewDueOn: string;
  readonly exitedOn: string | null;
  readonly exitReason: ExitReason | null;
  readonly leaderRank: SampleLeaderRank | null;
}

/** A filed hardship household (建档困难职工家庭). Its members are `persons[headIndex … headIndex + size - 1]`, the head first. */
export class SampleHousehold {
  readonly index: number;
  readonly fileNo: string;
  /** RECORDED for the active ones; EXITED or CANCELLED for those that left in 2016. */
  readonly status: FileStatus;
  readonly tier: ArchiveTier;
  /** By the rule set of 2009 (MIN_LIVING, NEAR_MIN, ACCIDENT), from the figures below. */
  readonly category: HardshipCategory;
  readonly primaryCause: HardshipCause;
  /** None to three, distinct, without the primary one. */
  readonly secondaryCauses: readonly HardshipCause[];
  readonly isMigrant: boolean;
  readonly isZeroEmployment: boolean;
  /** County code, or a city's own code (市直); never the province's. */
  readonly regionCode: string;
  readonly unionIndex: number;
  readonly employerIndex: number | null;
  readonly headIndex: number;
  readonly size: number;
  /** Whole yuan; the getters below give fen. netPerCapita = (annualIncome - rigidExpense) / size / 12, exactly. */
  readonly annualIncomeYuan: number;
  readonly rigidExpenseYuan: number;
  readonly netPerCapitaYuan: number;
  /** The minimum-living line of its city on `lastReviewedOn`. */
  readonly lineYuan: number;
  readonly recordedOn: string;
  /** The day of the last review or, before any, of the recording; the income figures are of this day. */
  readonly lastReviewedOn: string;
  /** Twelve months after the last review. */
  readonly nextReviewDueOn: string;
  readonly exitedOn: string | null;
  readonly exitReason: ExitReason | null;
  readonly leaderRank: SampleLeaderRank | null;

  constructor(fields: HouseholdFields) {
    this.index = fields.index;
    this.fileNo = fields.fileNo;
    this.status = fields.status;
    this.tier = fields.tier;
    this.category = fields.category;
    this.primaryCause = fields.primaryCause;
    this.secondaryCauses = fields.secondaryCauses;
    this.isMigrant = fields.isMigrant;
    this.isZeroEmployment = fields.isZeroEmployment;
    this.regionCode = fields.regionCode;
    this.unionIndex = fields.unionIndex;
    this.employerIndex = fields.employerIndex;
    this.headIndex = fields.headIndex;
    this.size = fields.size;
    this.annualIncomeYuan = fields.annualIncomeYuan;
    this.rigidExpenseYuan = fields.rigidExpenseYuan;
    this.netPerCapitaYuan = fields.netPerCapitaYuan;
    this.lineYuan = fields.lineYuan;
    this.recordedOn = fields.recordedOn;
    this.lastReviewedOn = fields.lastReviewedOn;
    this.nextReviewDueOn = fields.nextReviewDueOn;
    this.exitedOn = fields.exitedOn;
    this.exitReason = fields.exitReason;
    this.leaderRank = fields.leaderRank;
  }

  get id(): string {
    return householdIdOf(this.index);
  }

  get unionId(): string {
    return unionIdOf(this.unionIndex);
  }

  /** Whether the file is active at the as-of date: the 128,000 × scale. */
  get active(): boolean {
    return this.exitedOn === null;
  }

  get annualIncomeFen(): bigint {
    return BigInt(this.annualIncomeYuan) * 100n;
  }

  get rigidExpenseFen(): bigint {
    return BigInt(this.rigidExpenseYuan) * 100n;
  }

  get netPerCapitaFen(): bigint {
    return BigInt(this.netPerCapitaYuan) * 100n;
  }

  get lineFen(): bigint {
    return BigInt(this.lineYuan) * 100n;
  }
}

/** The id of the household with this index. */
export const householdIdOf = rememberedIds('household');
