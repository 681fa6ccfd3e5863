import { describe, expect, it } from '@jest/globals';
import { foldRollups, readRollups, rollupDrift } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { recordBuilders } from '../record-builders';

describe('distinct persons of a year', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);

  /** Persons counted in a region, by metric without its prefix. */
  async function persons(year: number, region = '340000'): Promise<Record<string, number>> {
    const metrics = [
      ...['trained', 'placed', 'startup_hired', 'migrant_placed', 'employed', 'retained_3m', 'retained_6m'],
      ...['employed_3m', 'employed_6m', 'trained_migrant', 'startup_among_placed'],
    ];
    const request = { metrics: metrics.map((metric) => `person.${metric}`), regionCodes: [region], year };
    const cells = (await readRollups(db.app, request)).get(region) ?? [];
    return Object.fromEntries(cells.map((cell) => [cell.metric.slice('person.'.length), cell.n]));
  }

  it('count a person placed three times once, in the region of the first placement', async () => {
    const person_id = newId();
    await a.placement({ person_id, placed_on: '2001-05-01', region_code: '340202' });
    await a.placement({ person_id, placed_on: '2001-03-01', region_code: '340102', routes: ['TRAINING'] });
    await a.placement({ person_id, placed_on: '2001-09-01', region_code: '340302', routes: ['DEMONSTRATION_UNIT'] });
    expect(await persons(2001)).toEqual({ placed: 1, employed: 1 });
    expect(await persons(2001, '340100')).toEqual({ placed: 1, employed: 1 });
    expect(await persons(2001, '340200')).toEqual({});
  });

  it('move a person to the next placement when the first is withdrawn, and to nowhere with the last', async () => {
    const person_id = newId();
    const first = await a.placement({ person_id, placed_on: '2002-03-01', region_code: '340102' });
    const second = await a.placement({ person_id, placed_on: '2002-05-01', region_code: '340202', is_migrant: true });
    await db.owner.query('delete from placement where id = $1', [first.id]);
    expect(await persons(2002, '340200')).toEqual({ placed: 1, migrant_placed: 1, employed: 1 });
    await db.owner.query(`update placement set placed_on = '2003-01-01', version = version + 1 where id = $1`, [
      second.id,
    ]);
    expect([await persons(2002), (await persons(2003))['placed']]).toEqual([{}, 1]);
  });

  it('keep start-up hires and the self-employed apart from the re-employed', async () => {
    const project = await a.project({ year: 2004 });
    await a.placement({
      placed_on: '2004-06-01',
      startup_project_id: project.id,
      routes: ['STARTUP_HIRE'],
      is_migrant: true,
    });
    await a.placement({ placed_on: '2004-06-01', employer_id: null, routes: ['SELF_EMPLOYED'] });
    await a.placement({ placed_on: '2004-06-01', retained_3m: true, retained_6m: true });
    expect(await persons(2004)).toEqual({
      placed: 1,
      startup_hired: 1,
      migrant_placed: 1,
      employed: 3,
      ...{ retained_3m: 1, retained_6m: 1, employed_3m: 1, employed_6m: 1 },
    });
  });

  it('I27: count whose job lasted once a year, by whatever route, start-up hires among them, and where the sets overlap', async () => {
    const project = await a.project({ year: 2008 });
    const hire = { placed_on: '2008-02-01', startup_project_id: project.id, routes: ['STARTUP_HIRE'] };
    const [helped, hired, both] = [newId(), newId(), newId()];
    await a.placement({ person_id: helped, placed_on: '2008-02-01', retained_3m: true, is_migrant: true });
    await a.placement({ person_id: hired, ...hire, retained_3m: true, retained_6m: true });
    await a.placement({ person_id: both, ...hire, retained_3m: true, retained_6m: true });
    for (const placed_on of ['2008-09-01', '2008-12-01'])
      await a.placement({ person_id: both, placed_on, retained_3m: true, retained_6m: placed_on < '2008-10' });
    const session = await a.session((await a.program({ year: 2008 })).id);
    await a.enrollment(session.id, { person_id: helped, enrolled_on: '2008-01-02', completed_on: '2008-01-20' });
    expect(await persons(2008)).toEqual({
      ...{ trained: 1, placed: 2, startup_hired: 2, migrant_placed: 1, employed: 3 },
      ...{ retained_3m: 2, retained_6m: 1, employed_3m: 3, employed_6m: 2 },
      ...{ trained_migrant: 1, startup_among_placed: 1 },
    });
    const loses = `update placement set retained_6m = false, version = version + 1 where person_id = $1`;
    await db.owner.query(loses, [hired]);
    expect(await persons(2008)).toMatchObject({ employed_3m: 3, employed_6m: 1 });
  });

  it('I27: count whose job lasted where the person counts, though the job that lasted is another county’s', async () => {
    const [helped, hired] = [newId(), newId()];
    await a.placement({ person_id: helped, placed_on: '2009-02-01', region_code: '340102' });
    const lasts = { placed_on: '2009-05-01', region_code: '340202', retained_3m: true, retained_6m: true };
    await a.placement({ person_id: helped, ...lasts });
    const project = await a.project({ year: 2009 });
    const hire = { startup_project_id: project.id, routes: ['STARTUP_HIRE'] };
    await a.placement({
      person_id: hired,
      placed_on: '2009-02-01',
      region_code: '340302',
      employer_id: null,
      routes: ['SELF_EMPLOYED'],
    });
    await a.placement({ person_id: hired, ...hire, ...lasts });
    const lasting = { employed_3m: 1, employed_6m: 1 };
    expect(await persons(2009, '340100')).toEqual({
      placed: 1,
      employed: 1,
      retained_3m: 1,
      retained_6m: 1,
      ...lasting,
    });
    expect(await persons(2009, '340200')).toEqual({ startup_hired: 1 });
    expect(await persons(2009, '340300')).toEqual({ employed: 1, ...lasting });
  });

  it('count as trained who completed, once for two trainings, and not who dropped out', async () => {
    const program = await a.program({ year: 2005 });
    const [spring, autumn] = [await a.session(program.id), await a.session(program.id)];
    const person_id = newId();
    const done = { completed_on: '2005-04-01', enrolled_on: '2005-03-01' };
    await a.enrollment(spring.id, { ...done, person_id });
    await a.enrollment(autumn.id, { ...done, person_id, completed_on: '2005-10-01' });
    await a.enrollment(spring.id, { enrolled_on: '2005-03-01', state: 'DROPPED', completed_on: null });
    const attending = await a.enrollment(spring.id, {
      enrolled_on: '2005-03-01',
      state: 'ATTENDING',
      completed_on: null,
    });
    expect(await persons(2005)).toEqual({ trained: 1 });
    await db.owner.query(
      `update enrollment set state = 'COMPLETED', completed_on = '2005-05-01', version = version + 1 where id = $1`,
      [attending.id],
    );
    expect(await persons(2005)).toEqual({ trained: 2 });
  });

  it('count one person once when two transactions place them at the same time', async () => {
    const people = Array.from({ length: 8 }, () => newId());
    const place = (region_code: string) =>
      Promise.all(people.map((person_id) => a.placement({ person_id, region_code, placed_on: '2006-02-01' })));
    await Promise.all([place('340102'), place('340202'), place('340302')]);
    expect(await persons(2006)).toEqual({ placed: 8, employed: 8 });
  });

  it('count a whole statement of rows at once', async () => {
    await db.owner.query(
      `insert into placement (id, person_id, employer_id, region_code, is_migrant, placed_on, routes)
       select gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((n % 500)::text, 12, '0'))::uuid, gen_random_uuid(),
         '340102', false, '2007-01-01'::date + n % 300, array['REFERRAL'] from generate_series(1, 2000) n`,
    );
    expect(await persons(2007)).toEqual({ placed: 500, employed: 500 });
  });

  it('leave no drift behind, before and after folding', async () => {
    expect(await rollupDrift(db.owner)).toEqual([]);
    await foldRollups(db.app);
    expect(await rollupDrift(db.owner)).toEqual([]);
    await db.owner.query('delete from placement');
    await db.owner.query('delete from enrollment');
    expect(await rollupDrift(db.owner)).toEqual([]);
    expect(await persons(2007)).toEqual({});
  });
});
