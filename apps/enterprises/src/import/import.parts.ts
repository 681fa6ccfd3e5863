import { Acts, type JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';
import { UploadStore } from '@nuan/intake';

import { EnterpriseImportJob } from './enterprise-import.job';
import { EnterpriseImportResolver } from './enterprise-import.resolver';
import { EnterpriseImportService } from './enterprise-import.service';
import { EnterpriseImportWriter } from './enterprise-import.writer';

/** Makes everything of bulk imports of enterprises (批量导入). */
export function importParts({ db, clock, cipher }: SubgraphDependencies): {
  readonly resolvers: readonly object[];
  readonly jobs: readonly JobHandler[];
} {
  const store = new UploadStore(cipher);
  const imports = new EnterpriseImportService(db);
  return {
    resolvers: [new EnterpriseImportResolver(imports, new EnterpriseImportWriter(new Acts(db, clock), imports, store))],
    jobs: [new EnterpriseImportJob(db, store)],
  };
}
