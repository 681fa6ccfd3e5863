import { FaultError } from '@nuan/errors';
import { HardshipCategory, splitFen } from '@nuan/kernel';
import { isSpread, scaled } from '../apportion';
import type { SampleHousehold } from '../households';
import type { World } from '../world';
import { draw } from './pay-days';

/** Yuan at scale 1, as published. */
const TOTAL = 168_000_000;
const PROVINCIAL_DUES = 4_760_000;
const CHUZHOU_DONATIONS = 5_010_000;
const SANITATION_EVENT = 300_000;

/** Yuan each, by our rule. */
const PER_MODEL_WORKER = 2_000;
const PER_WORKER = 300;
const PER_DONATED_HOUSEHOLD = 1_000;
const PER_SPECIAL_HOUSEHOLD = 2_900;
const BY_CATEGORY: Partial<Record<HardshipCategory, number>> = {
  [HardshipCategory.MIN_LIVING]: 1_100,
  [HardshipCategory.NEAR_MIN]: 900,
  [HardshipCategory.ACCIDENT]: 1_000,
};

const CHUZHOU = '3411';
/** What the standards leave over is spread in steps of 100 yuan. */
const STEP_FEN = 10_000n;

const fen = (yuan: number): bigint => BigInt(Math.round(yuan * 100));
const sum = (parts: readonly bigint[]): bigint => parts.reduce((all, part) => all + part, 0n);
const evenly = (total: bigint, parts: number): bigint[] =>
  parts === 0 ? [] : splitFen(total, new Array<bigint>(parts).fill(1n));

/** A household in special need: its payment comes close to the cap, which auditors look at. */
const isSpecial = (index: number): boolean => draw('special-need', index, 150) === 0;

const standardFen = ({ index, category }: SampleHousehold): bigint =>
  fen(isSpecial(index) ? PER_SPECIAL_HOUSEHOLD : (BY_CATEGORY[category] ?? 1_000));

/** How what the standards leave over is spread: so much to each, a step more to some, the rest to the first. */
interface Spreading {
  readonly households: number;
  readonly everyFen: bigint;
  readonly stepFen: bigint;
  readonly steps: number;
  readonly restFen: bigint;
}

/**
 * Who gets how much in CNY2017, in fen. Every figure that the source gives is met exactly; the filed households share what
 * the other groups leave, by category, so that all payments add up to the total.
 */
export class WarmthAmounts {
  /** What every worker gets who is not consoled at the event in Bengbu. */
  readonly workerFen = fen(PER_WORKER);
  private readonly modelWorkers: number;
  private readonly dues: readonly bigint[];
  private readonly sanitation: readonly bigint[];
  /** Index of the first household that Chuzhou's donations pay; the others follow it. */
  private readonly donatedFrom: number;
  private readonly donated: readonly bigint[];
  private readonly spreading: Spreading;

  constructor({ scale, campaignGroups: groups, households }: World) {
    const active = households.filter((household) => household.active);
    this.modelWorkers = groups.modelWorkers.length;
    const dues = fen(PROVINCIAL_DUES * scale);
    this.dues = evenly(dues, Math.min(this.modelWorkers, Math.round(Number(dues) / 100 / PER_MODEL_WORKER)));
    this.sanitation = evenly(fen(SANITATION_EVENT * scale), groups.bengbuSanitation.length);
    this.donatedFrom = active.findIndex((household) => household.regionCode.startsWith(CHUZHOU));
    this.donated = evenly(fen(CHUZHOU_DONATIONS * scale), scaled(CHUZHOU_DONATIONS / PER_DONATED_HOUSEHOLD, scale));
    const modelFen = fen(PER_MODEL_WORKER) * BigInt(this.modelWorkers - this.dues.length);
    const workers = groups.distressedWorkers.length + groups.onDutyWorkers.length - this.sanitation.length;
    const paid =
      sum(this.dues) + modelFen + sum(this.sanitation) + this.workerFen * BigInt(workers) + sum(this.donated);
    this.spreading = spread(
      fen(TOTAL * scale) - paid,
      active.filter(({ index }) => !this.isPaidByDonation(index)),
    );
  }

  /** Whether the province's dues pay the model worker at this place of the group. */
  isPaidByDues(at: number): boolean {
    return isSpread(at, this.modelWorkers, this.dues.length);
  }

  /** What the model worker at this place of the group gets. */
  modelWorkerFen(at: number): bigint {
    if (!this.isPaidByDues(at)) return fen(PER_MODEL_WORKER);
    return this.dues[Math.floor((at * this.dues.length) / this.modelWorkers)] ?? 0n;
  }

  /** What the worker at this place of the event in Bengbu gets. */
  sanitationFen(at: number): bigint {
    return this.sanitation[at] ?? 0n;
  }

  /** Whether Chuzhou's donations pay this household. */
  isPaidByDonation(index: number): boolean {
    return index >= this.donatedFrom && index < this.donatedFrom + this.donated.length;
  }

  /** What a filed household gets. */
  householdFen(household: SampleHousehold): bigint {
    const { index } = household;
    if (this.isPaidByDonation(index)) return this.donated[index - this.donatedFrom] ?? 0n;
    const at = index < this.donatedFrom ? index : index - this.donated.length;
    const { households, everyFen, stepFen, steps, restFen } = this.spreading;
    const step = isSpread(at, households, steps) ? stepFen : 0n;
    return standardFen(household) + everyFen + step + (at === 0 ? restFen : 0n);
  }
}

function spread(totalFen: bigint, households: readonly SampleHousehold[]): Spreading {
  const over = totalFen - sum(households.map(standardFen));
  const all = BigInt(Math.max(1, households.length));
  const steps = over / STEP_FEN;
  const everyFen = (steps / all) * STEP_FEN;
  if (everyFen < -5n * STEP_FEN) throw new FaultError('CNY2017 has too little money for its households');
  return {
    households: households.length,
    everyFen,
    stepFen: steps < 0n ? -STEP_FEN : STEP_FEN,
    steps: Math.abs(Number(steps % all)),
    restFen: over % STEP_FEN,
  };
}
