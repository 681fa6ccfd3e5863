import type { Acts, JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';
import { ListImportWriter, UploadStore } from '@nuan/intake';

import { HouseholdImportJob } from './household-import.job';
import { HouseholdImportResolver } from './household-import.resolver';
import { HouseholdImportService } from './household-import.service';
import { HouseholdImportWriteResolver } from './household-import-write.resolver';
import { householdImportWriting } from './household-import.writing';

/** Makes everything of bulk imports (批量导入). */
export function importParts(
  { db, cipher }: SubgraphDependencies,
  acts: Acts,
): { readonly resolvers: readonly object[]; readonly jobs: readonly JobHandler[] } {
  const store = new UploadStore(cipher);
  const imports = new HouseholdImportService(db);
  return {
    resolvers: [
      new HouseholdImportResolver(imports),
      new HouseholdImportWriteResolver(new ListImportWriter(householdImportWriting, acts, imports, store)),
    ],
    jobs: [new HouseholdImportJob(db, cipher, store)],
  };
}
