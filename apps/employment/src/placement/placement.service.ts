import { assertCan, scopePatterns } from '@nuan/auth';
import { alignMany, alignOne, type Batch, type NestedPage, NestedReader, type NestedRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Placement } from './placement.entity';
import { placementList } from './placement.list';
import { PlacementRoute } from './placement-route';

/** Reads placements (实现就业). */
export class PlacementService extends NestedReader<Placement> {
  constructor(db: DataSource) {
    super(db, {
      entity: Placement,
      alias: 'p',
      action: 'placement:read',
      list: placementList,
    });
  }

  /** The latest placement of each person in one statement; index-aligned, null for who was never placed. */
  readonly loadLatest: Batch<string, Placement | null> = async (viewer, personIds) => {
    const condition = `p.id = any(
      select distinct on (l.person_id) l.id from placement l where l.person_id = any($1::uuid[])
        and l.region_code like any($2::text[]) order by l.person_id, l.placed_on desc, l.id desc)`;
    return alignOne(personIds, await this.select(viewer, condition, personIds), (row) => row.personId);
  };

  /** The placements of each household's members, latest first, in one statement; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly Placement[]> = async (viewer, householdIds) => {
    assertCan(viewer, 'placement:read');
    const members = await this.db.query<{ id: string; householdId: string }[]>(
      `select w.id, w.household_id as "householdId" from worker_projection w
       where w.household_id = any($1::uuid[]) and w.region_code like any($2::text[])`,
      [householdIds, scopePatterns(viewer)],
    );
    const householdOf = new Map(members.map((member) => [member.id, member.householdId]));
    const order = 'order by p.placed_on desc, p.id';
    const rows = await this.select(viewer, 'p.person_id = any($1::uuid[])', [...householdOf.keys()], order);
    return alignMany(householdIds, rows, (row) => householdOf.get(row.personId) ?? '');
  };

  /** A page of each start-up project's hires, earliest first, in one statement; index-aligned. */
  readonly loadHirePages: Batch<string, NestedPage<Placement>, NestedRequest> = (viewer, projectIds, request) =>
    this.selectPages(
      viewer,
      projectIds,
      { parent: 'startup_project_id', order: 'placed_on', orderType: 'date' },
      request,
    );

  /** How many hires each start-up project has, in one statement; index-aligned. */
  readonly countHires: Batch<string, number> = (viewer, projectIds) =>
    this.countUnder(viewer, projectIds, 'startup_project_id');

  /** Distinct persons whom each start-up project took on with proof (I28), in one statement; index-aligned. */
  readonly countHiredPersons: Batch<string, number> = async (viewer, projectIds) => {
    assertCan(viewer, 'placement:read');
    const rows = await this.db.query<{ projectId: string; persons: number }[]>(
      `select p.startup_project_id as "projectId", count(distinct p.person_id)::int as persons from placement p
       where p.startup_project_id = any($1::uuid[]) and p.contract_ref is not null and p.region_code like any($2::text[]) group by p.startup_project_id`,
      [projectIds, scopePatterns(viewer)],
    );
    return alignOne(projectIds, rows, (row) => row.projectId).map((row) => row?.persons ?? 0);
  };

  /** Distinct persons placed with each enterprise, in a year or ever, in one statement; null for an enterprise of another region. */
  readonly countByEmployer: Batch<string, number | null, { readonly year: number | null }> = async (
    viewer,
    ids,
    { year },
  ) => {
    assertCan(viewer, 'placement:read');
    const rows = await this.db.query<{ employerId: string; persons: number }[]>(
      `select e.id as "employerId", count(distinct p.person_id)::int as persons from enterprise_projection e
       left join placement p on p.employer_id = e.id and p.region_code like any($2::text[])
         and ($3::int is null or (p.placed_on >= make_date($3, 1, 1) and p.placed_on < make_date($3 + 1, 1, 1)))
       where e.id = any($1::uuid[]) and e.region_code like any($2::text[]) group by e.id`,
      [ids, scopePatterns(viewer), year],
    );
    return alignOne(ids, rows, (row) => row.employerId).map((row) => row?.persons ?? null);
  };

  /** Jobs that each enterprise filled in a year as a demonstration unit, in one statement; null for an enterprise of another region. */
  readonly countFilledJobs: Batch<string, number | null, { readonly year: number }> = async (viewer, ids, { year }) => {
    assertCan(viewer, 'placement:read');
    const rows = await this.db.query<{ employerId: string; jobs: number }[]>(
      `select e.id as "employerId", count(p.id)::int as jobs from enterprise_projection e
       left join placement p on p.employer_id = e.id and p.region_code like any($2::text[]) and $4 = any(p.routes)
         and p.placed_on >= make_date($3, 1, 1) and p.placed_on < make_date($3 + 1, 1, 1)
       where e.id = any($1::uuid[]) and e.region_code like any($2::text[]) group by e.id`,
      [ids, scopePatterns(viewer), year, PlacementRoute.DEMONSTRATION_UNIT],
    );
    return alignOne(ids, rows, (row) => row.employerId).map((row) => row?.jobs ?? null);
  };
}
