import { type Administrator, ROW_REGIONS } from '@nuan/testing';

/** A row in want of mending in every bulk import of the two regions; the report names its import by no column that a specimen could follow. */
export async function importProblems(admin: Administrator): Promise<void> {
  const { rows: imports } = await admin.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname like '%\\_import'`,
  );
  for (const { name } of imports)
    await admin.query(
      `insert into row_problem (id, run_id, seq, line, column_title, rule, message, weight)
       select gen_random_uuid(), id, 1, 2, 'specimen', 'SPECIMEN', 'specimen', 'ERROR' from ${name}
       where region_code = any($1) on conflict do nothing`,
      [Object.values(ROW_REGIONS)],
    );
}
