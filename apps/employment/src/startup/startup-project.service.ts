import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { StartupProject } from './startup-project.entity';
import { startupProjectList } from './startup-project.list';

/** Reads start-up projects (创业带头人创业项目). */
export class StartupProjectService extends RegionalReader<StartupProject> {
  constructor(db: DataSource) {
    super(db, {
      entity: StartupProject,
      alias: 'u',
      action: 'startup:read',
      list: startupProjectList,
    });
  }
}
