import { scopePatterns } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { isWithin, regionPrefix } from '@nuan/kernel';

import { InspectionKind } from './inspection-kind';
import { InspectionState } from './inspection-state';

/**
 * Makes sure that an inspection of wages may have found a case of a region: it looked into wages, in that region or above it.
 *
 * @throws NotFoundError when it is unknown or neither of the viewer's regions nor of one that the case lies in.
 */
export async function holdInspection(tx: ActTransaction, inspectionId: string, regionCode: string): Promise<void> {
  const [row] = await beyondRegions('an inspection of the city or province may find cases of its counties', () =>
    tx.query<{ kind: InspectionKind; state: InspectionState; regionCode: string }[]>(
      `select kind, state, region_code as "regionCode" from inspection
     where id = $1 and (region_code like any($2::text[]) or region_code = any(array[$3, left($3, 4) || '00', left($3, 2) || '0000']))`,
      [inspectionId, scopePatterns(tx.viewer), regionCode],
    ),
  );
  if (!row) throw new NotFoundError('Inspection', inspectionId);
  tx.about('Inspection', inspectionId);
  if (row.kind !== InspectionKind.WAGE_ARREARS) {
    const message = 'This inspection did not look into wages.';
    tx.refuse(new RuleBroken('INSPECTION_OF_WAGES', 'inspectionId', message, { kind: row.kind }));
  }
  if (row.state === InspectionState.CANCELLED) {
    const message = 'This inspection was cancelled: it found nothing.';
    tx.refuse(new RuleBroken('INSPECTION_CANCELLED', 'inspectionId', message));
  }
  if (!isWithin(regionCode, regionPrefix(row.regionCode))) {
    const message = 'The inspection was in another region than the case.';
    tx.refuse(new RuleBroken('INSPECTED_ELSEWHERE', 'inspectionId', message, { inspected: row.regionCode }));
  }
}
