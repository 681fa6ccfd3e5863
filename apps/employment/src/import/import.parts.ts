import { Acts, type JobHandler } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';
import { UploadStore } from '@nuan/intake';

import { EnrollmentImportJob } from './enrollment-import.job';
import { EnrollmentImportResolver } from './enrollment-import.resolver';
import { EnrollmentImportService } from './enrollment-import.service';
import { EnrollmentImportWriter } from './enrollment-import.writer';

/** Makes everything of bulk imports of enrolments (批量导入). */
export function importParts({ db, clock, cipher }: SubgraphDependencies): {
  readonly resolvers: readonly object[];
  readonly jobs: readonly JobHandler[];
} {
  const store = new UploadStore(cipher);
  const imports = new EnrollmentImportService(db);
  return {
    resolvers: [new EnrollmentImportResolver(imports, new EnrollmentImportWriter(new Acts(db, clock), imports, store))],
    jobs: [new EnrollmentImportJob(db, store)],
  };
}
