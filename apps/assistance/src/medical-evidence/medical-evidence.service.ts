import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { MedicalEvidence } from './medical-evidence.entity';

const mapping = rowMapping(MedicalEvidence, 'm');

/** Reads documented own cost (医疗自付费用), within the viewer's regions. */
export class MedicalEvidenceService {
  constructor(private readonly db: DataSource) {}

  /** The evidence of a household, the latest treatment first, withdrawn ones included; empty for one outside the viewer's regions. */
  async listByHousehold(viewer: Viewer, householdId: string): Promise<MedicalEvidence[]> {
    return this.select(viewer, 'm.household_id = $2', householdId);
  }

  /**
   * One piece of evidence.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<MedicalEvidence> {
    const [evidence] = await this.select(viewer, 'm.id = $2', id);
    if (!evidence) throw new NotFoundError('MedicalEvidence', id);
    return evidence;
  }

  private async select(viewer: Viewer, condition: string, id: string): Promise<MedicalEvidence[]> {
    assertCan(viewer, 'disbursement:read');
    if (!isUuid(id)) return [];
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${mapping.columns} from medical_evidence m where m.region_code like any($1::text[]) and ${condition}
       order by m.period_to desc, m.id`,
      [scopePatterns(viewer), id],
    );
    return rows.map(mapping.map);
  }
}
