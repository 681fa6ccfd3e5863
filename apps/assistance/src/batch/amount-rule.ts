import type { ArchiveTier, HardshipCategory } from '@nuan/kernel';

/** How much one kind of beneficiary gets; what isn't named is any. */
export interface AmountStep {
  readonly category: HardshipCategory | null;
  readonly tier: ArchiveTier | null;
  readonly amountFen: number;
}

/** How much each beneficiary of a batch gets (发放标准): the first step that fits; a beneficiary that none fits is left out. */
export type AmountRule = readonly AmountStep[];
