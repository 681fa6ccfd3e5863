import { FaultError } from '@nuan/errors';
import { newId } from '@nuan/kernel';
import { type Administrator, type KnownValues, testCipher } from '@nuan/testing';

type Seeds = Readonly<Record<string, KnownValues>>;

/** Rows of workers that hang on others by more than the name of a column. */
export async function workersRows(admin: Administrator, seeds: Seeds): Promise<Seeds> {
  for (const [region, rows] of Object.entries(seeds)) {
    await assessedAndOverridden(admin, region);
    await standingNotice(admin, rows);
    await incomeProven(admin, region);
    await dissolvedUnion(admin, region);
    await deregisteredEmployer(admin, region);
    await divertedAndDisabled(admin, region, rows);
    await matchedList(admin, region);
    await problemOf(admin, `select $1::uuid as id`, known(rows, 'HouseholdImport.id'));
  }
  return seeds;
}

/** Every application has a category by the rules, with the comparison that decided, and one against them. */
async function assessedAndOverridden(admin: Administrator, region: string): Promise<void> {
  const steps = [{ rule: 'GROSS_BELOW_LINE', figure: '100.00', comparison: '<', threshold: '500.00', holds: true }];
  await admin.query(
    `with made as (
       insert into filing_assessment (id, application_id, rule_set_id, assessed_on, assessed_by, annual_income_fen, imputed_income_fen,
         rigid_expense_fen, members, line_fen, net_per_capita_fen, is_accidental, result, steps)
       select gen_random_uuid(), a.id, (select min(id) from category_rule_set), '2017-01-03', 'specimen', 120000, 0, 0, 1, 50000, 10000,
         false, 'DEEP', $2::jsonb
       from filing_application a where a.region_code = $1
       returning id, application_id
     )
     update filing_application a set assessment_id = made.id, override_category = 'RELATIVE', override_reason = 'specimen',
       override_proposed_by = 'specimen one', override_confirmed_by = 'specimen two'
     from made where made.application_id = a.id`,
    [region, JSON.stringify(steps)],
  );
}

/** The notice of an application that nobody has closed tells of the head among its persons. */
async function standingNotice(admin: Administrator, rows: KnownValues): Promise<void> {
  await admin.query(
    `with head as (
       update filing_person set relation = 'HEAD', is_current = true where id = $1 returning application_id
     )
     insert into publicity_notice (id, kind, application_id, place, posted_on, min_working_days, earliest_end_on)
     select $2, 'FILING', application_id, 'specimen', '2017-01-20', 5, '2017-02-06' from head on conflict do nothing`,
    [known(rows, 'FilingPerson.id'), newId()],
  );
}

/** Income of a month before every exit. */
async function incomeProven(admin: Administrator, region: string): Promise<void> {
  await admin.query(
    `insert into exit_income_evidence (id, exit_review_id, month_on, per_capita_fen, line_fen, source)
     select gen_random_uuid(), id, '2016-11-01', 90000, 50000, 'PAYSLIP' from exit_review where region_code = $1
     on conflict do nothing`,
    [region],
  );
}

/** A file whose union is dissolved; the union of the others stands. */
async function dissolvedUnion(admin: Administrator, region: string): Promise<void> {
  await admin.query(
    `with picked as (
       select h.id, h.union_id from household h join union_projection u on u.id = h.union_id
       where h.region_code = $1 and h.status = 'RECORDED' and h.employer_id is null order by h.id desc limit 1
     ), made as (
       insert into union_projection
       select (jsonb_populate_record(u, jsonb_build_object('id', $2::text, 'dissolved_on', '2017-01-02'))).*
       from union_projection u join picked on picked.union_id = u.id
     )
     update household set union_id = $2::uuid from picked where household.id = picked.id`,
    [region, newId()],
  );
}

/** A file whose employer is deregistered, while the employer's union keeps it still. */
async function deregisteredEmployer(admin: Administrator, region: string): Promise<void> {
  await admin.query(
    `update enterprise_projection set closed_on = '2017-01-02' where id = (
       select e.id from household h
         join enterprise_projection e on e.id = h.employer_id and (e.union_id is null or e.union_id = h.union_id)
         join union_projection k on k.id = h.union_id and k.level = 'GRASSROOTS' and k.dissolved_on is null
       where h.region_code = $1 and h.status = 'RECORDED' order by h.id desc limit 1
     )`,
    [region],
  );
}

/** One employer of everybody in the region, one of whom is diverted; everybody has a certified disability. */
async function divertedAndDisabled(admin: Administrator, region: string, rows: KnownValues): Promise<void> {
  await admin.query(
    `update worker set employer_id = $2, disability_sealed = $3,
       diversion = case when id = (select id from worker where region_code = $1 order by id desc limit 1) then 'REASSIGNED' end
     where region_code = $1`,
    [region, known(rows, 'Enterprise.id'), testCipher.seal('LIMB:2')],
  );
}

/** A row of every list that met somebody, one that met nobody, and one with a problem. */
async function matchedList(admin: Administrator, region: string): Promise<void> {
  await admin.query(
    `insert into matching_entry (list_id, line, id_number_hash, facts, is_match)
     select id, line, decode(md5(id::text || line) || md5(line || id::text), 'hex'), '{}', line = 2
     from matching_list, unnest(array[2, 3]) line where region_code = $1`,
    [region],
  );
  await problemOf(admin, `select id from matching_list where region_code = $1`, region);
}

async function problemOf(admin: Administrator, runs: string, of: string): Promise<void> {
  await admin.query(
    `insert into row_problem (id, run_id, seq, line, column_title, rule, message, weight)
     select gen_random_uuid(), run.id, 2, 2, 'specimen', 'SPECIMEN', 'specimen', 'ERROR' from (${runs}) run`,
    [of],
  );
}

function known(rows: KnownValues, name: string): string {
  const value = rows.get(name);
  if (value === undefined) throw new FaultError(`the walk begins without ${name}`);
  return value;
}
