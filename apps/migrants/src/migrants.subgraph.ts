import { Disclosure, releaseCommand, scheduledRelease } from '@nuan/disclosure';
import { ChangeFeed } from '@nuan/facts';
import { auditQueries, ChangesResolver, defineSubgraph, stub, SubjectReader } from '@nuan/federation';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';

import { migrantsContracts } from './contracts/migrants.contracts';
import { migrantDisclosure } from './migrant-stats/migrant.disclosure';
import { MigrantStatsService } from './migrant-stats/migrant-stats.service';
import { RegionMigrantResolver } from './migrant-stats/region-migrant.resolver';
import { listImportMachines, listImports } from './list-import.parts';
import { migrantsPolicy } from './policy/migrants.policy';
import { migrantsEntities } from './migrants.entities';
import { migrantsMigrations } from './migrants.migrations';
import { migrantsFacts } from './feed/migrants.facts';
import { migrantsFollows } from './projection/migrants.follows';
import { protectionMachines, protectionParts } from './protection.parts';
import { Household } from './references/household.reference';
import { Region } from './references/region.reference';
import { serviceMachines, serviceParts } from './service.parts';
import { migrantsColumns } from './policy/columns.sensitivity';
import { SubjectRecordResolver } from './subject/subject-record.resolver';
import { migrantsSubject } from './subject/subject.sections';

/** Composition root of migrants (农民工服务): makes every service once and hands the resolvers over. */
export const migrantsSubgraph = defineSubgraph({
  name: 'migrants',
  title: 'Migrants (农民工服务): stations, wage cases, inspections, insurance, home return, health checks, honours',
  defaultPort: 4005,
  commands: { release: releaseCommand(migrantDisclosure) },
  scheduled: [scheduledRelease(migrantDisclosure)],
  referenceVersion: REFERENCE_VERSION,
  database: { entities: [...migrantsEntities], migrations: [...migrantsMigrations], columns: migrantsColumns },
  machines: [...protectionMachines, ...serviceMachines, ...listImportMachines],
  follows: migrantsFollows,
  orphanedTypes: [Household],
  policy: migrantsPolicy,
  contracts: migrantsContracts,
  compose({ db, clock, cipher }) {
    const imports = listImports({ db, clock, cipher });
    const protection = protectionParts({ db, clock });
    const services = serviceParts({ db, clock });
    return {
      resolvers: [
        regionQueries(Region),
        auditQueries('serviceAudit', db),
        new ChangesResolver(new ChangeFeed(db, clock, migrantsFacts)),
        new SubjectRecordResolver(
          new SubjectReader({ db, clock, cipher }, 'migrants', migrantsSubject, 'worker_projection'),
        ),
        new RegionMigrantResolver(new MigrantStatsService(clock, new Disclosure(db, clock, migrantDisclosure))),
        ...protection.resolvers,
        ...services.resolvers,
        ...imports.resolvers,
      ],
      jobs: imports.jobs,
      references: {
        Region: regionReference(Region),
        Household: stub(),
        Enterprise: stub(),
        Worker: stub(),
        Campaign: stub(),
        ...protection.references,
        ...services.references,
      },
    };
  },
});
