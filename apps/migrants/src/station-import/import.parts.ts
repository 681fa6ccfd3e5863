import { Acts, type JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';
import { UploadStore } from '@nuan/intake';

import { StationImportJob } from './station-import.job';
import { StationImportResolver } from './station-import.resolver';
import { StationImportService } from './station-import.service';
import { StationImportWriter } from './station-import.writer';

/** Makes everything of bulk imports of stations (批量导入). */
export function importParts({ db, clock, cipher }: SubgraphDependencies): {
  readonly resolvers: readonly object[];
  readonly jobs: readonly JobHandler[];
} {
  const store = new UploadStore(cipher);
  const imports = new StationImportService(db);
  return {
    resolvers: [new StationImportResolver(imports, new StationImportWriter(new Acts(db, clock), imports, store))],
    jobs: [new StationImportJob(db, store)],
  };
}
