import type { DistressKind, Industry } from '@nuan/kernel';
import { rememberedIds } from './identifiers';
import { unionIdOf } from './unions';

/** Who owns an enterprise (单位性质). The owner's enum may say more; these are the values the sample uses. */
export type SampleOwnership = 'STATE_OWNED' | 'COLLECTIVE' | 'PRIVATE' | 'FOREIGN_INVESTED' | 'JOINT_STOCK';

export interface EnterpriseFields {
  readonly index: number;
  readonly creditCode: string;
  readonly name: string;
  readonly industry: Industry;
  readonly ownership: SampleOwnership;
  readonly regionCode: string;
  readonly unionIndex: number;
  readonly distress: DistressKind | null;
  readonly distressFrom: string | null;
  readonly headcount: number;
  readonly visitedOn: string | null;
  readonly capacityCutTons: number | null;
  readonly divertedTotal: number;
  readonly demonstration: boolean;
  readonly startup: boolean;
}

/** An enterprise (企业). */
export class SampleEnterprise {
  readonly index: number;
  /** Unified social credit code with the unused division 349900 and a valid check character. */
  readonly creditCode: string;
  readonly name: string;
  readonly industry: Industry;
  readonly ownership: SampleOwnership;
  /** County code or a city's own code (市直). */
  readonly regionCode: string;
  readonly unionIndex: number;
  /** Its distress at the as-of date, null when it is well. */
  readonly distress: DistressKind | null;
  /** Since when it is in that distress. */
  readonly distressFrom: string | null;
  readonly headcount: number;
  /** The day it was visited in CNY2017; exactly 4,289 × scale are, all of them distressed. */
  readonly visitedOn: string | null;
  /** Capacity it has to give up, in tons a year; coal and steel only. */
  readonly capacityCutTons: number | null;
  /** Workers diverted (分流职工) so far, at least as many as `persons` shows. */
  readonly divertedTotal: number;
  /** Demonstration unit for employment support (支持就业示范单位); never distressed. */
  readonly demonstration: boolean;
  /** Founded by a start-up leader of 2016. */
  readonly startup: boolean;

  constructor(fields: EnterpriseFields) {
    this.index = fields.index;
    this.creditCode = fields.creditCode;
    this.name = fields.name;
    this.industry = fields.industry;
    this.ownership = fields.ownership;
    this.regionCode = fields.regionCode;
    this.unionIndex = fields.unionIndex;
    this.distress = fields.distress;
    this.distressFrom = fields.distressFrom;
    this.headcount = fields.headcount;
    this.visitedOn = fields.visitedOn;
    this.capacityCutTons = fields.capacityCutTons;
    this.divertedTotal = fields.divertedTotal;
    this.demonstration = fields.demonstration;
    this.startup = fields.startup;
  }

  get id(): string {
    return enterpriseIdOf(this.index);
  }

  get unionId(): string {
    return unionIdOf(this.unionIndex);
  }
}

/** The id of the enterprise with this index. */
export const enterpriseIdOf = rememberedIds('enterprise');
