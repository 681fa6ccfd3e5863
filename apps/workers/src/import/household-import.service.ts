import { ListImportService } from '@nuan/intake';
import type { DataSource } from 'typeorm';

import { HouseholdImport } from './household-import.entity';
import { householdImportList } from './household-import.list';

/** Reads bulk imports (批量导入) within the viewer's regions, with progress and report. */
export class HouseholdImportService extends ListImportService<HouseholdImport> {
  constructor(db: DataSource) {
    super(db, { entity: HouseholdImport, action: 'household:import', list: householdImportList, alias: 'i' });
  }
}
