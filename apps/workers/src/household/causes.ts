import { RuleBroken } from '@nuan/federation';
import { HardshipCause } from '@nuan/kernel';

/** Most secondary causes of a file. Source: the national form (次要致困原因不超过3项). */
export const MAX_SECONDARY_CAUSES = 3;

/** The causes of a file as they are declared. */
export interface DeclaredCauses {
  /** Null in a draft that doesn't say yet. */
  readonly primaryCause?: HardshipCause | null | undefined;
  readonly secondaryCauses: readonly HardshipCause[];
  readonly otherCause?: string | null | undefined;
}

/** Why these causes can't be those of a file (I7); null when they can. */
export function brokenCauseRule({ primaryCause, secondaryCauses, otherCause }: DeclaredCauses): RuleBroken | null {
  if (secondaryCauses.length > MAX_SECONDARY_CAUSES)
    return new RuleBroken('SECONDARY_CAUSES_AT_MOST_THREE', 'secondaryCauses', 'At most three secondary causes.', {
      max: MAX_SECONDARY_CAUSES,
    });
  if (primaryCause != null && secondaryCauses.includes(primaryCause))
    return new RuleBroken('CAUSES_DISTINCT', 'secondaryCauses', 'The primary cause is not a secondary one as well.');
  if (new Set(secondaryCauses).size < secondaryCauses.length)
    return new RuleBroken('CAUSES_DISTINCT', 'secondaryCauses', 'Name each secondary cause once.');
  const isOther = primaryCause === HardshipCause.OTHER || secondaryCauses.includes(HardshipCause.OTHER);
  const isTold = (otherCause ?? '').trim() !== '';
  if (isOther && !isTold)
    return new RuleBroken('OTHER_CAUSE_TOLD', 'otherCause', 'Say in words what the cause OTHER is.');
  if (!isOther && isTold)
    return new RuleBroken('OTHER_CAUSE_TOLD', 'otherCause', 'Only the cause OTHER is told in words.');
  return null;
}
