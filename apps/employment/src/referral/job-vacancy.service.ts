import { assertCan } from '@nuan/auth';
import { alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { JobVacancy } from './job-vacancy.entity';
import { jobVacancyList } from './job-vacancy.list';

/** Reads vacancies (岗位信息). */
export class JobVacancyService extends RegionalReader<JobVacancy> {
  constructor(db: DataSource) {
    super(db, { entity: JobVacancy, alias: 'v', action: 'placement:read', list: jobVacancyList });
  }

  /** How many persons each vacancy has brought into work, in one statement; index-aligned. */
  readonly countHired: Batch<string, number> = async (viewer, vacancyIds) => {
    assertCan(viewer, 'placement:read');
    const rows = await this.db.query<{ id: string; hired: number }[]>(
      `select r.vacancy_id as id, count(*)::int as hired from job_referral r
       where r.vacancy_id = any($1::uuid[]) and r.state = 'HIRED' group by r.vacancy_id`,
      [vacancyIds],
    );
    return alignOne(vacancyIds, rows, (row) => row.id).map((row) => row?.hired ?? 0);
  };
}
