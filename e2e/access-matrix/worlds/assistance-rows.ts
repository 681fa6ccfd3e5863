import { FaultError } from '@nuan/errors';
import { newId, regionPrefix } from '@nuan/kernel';
import { type Administrator, type KnownValues, ROW_REGIONS } from '@nuan/testing';

/** By which each region is asked for. */
type Seeds = Readonly<Record<string, KnownValues>>;

/** Rows of assistance that hang on others by more than the name of a column; gives the seeds back with the keys that they add. */
export async function assistanceRows(admin: Administrator, seeds: Seeds): Promise<Seeds> {
  await somethingDelivered(admin);
  await moneyKept(admin);
  await flagged(admin);
  const found: [string, KnownValues][] = [];
  for (const [region, rows] of Object.entries(seeds))
    found.push([region, new Map([...rows, ['AdvanceRequest.id', await advanceAnswered(admin, region, rows)]])]);
  return Object.fromEntries(found);
}

/** Something beside money for whoever stands in the campaign that is asked about. */
async function somethingDelivered(admin: Administrator): Promise<void> {
  const { rows } = await admin.query(
    `insert into campaign_delivery (campaign_code, beneficiary_id, kind, delivered_on)
     select campaign_code, beneficiary_id, 'GOODS', '2017-01-03' from campaign_beneficiary
     where campaign_code = 'CNY2017' and region_code = any($1) on conflict do nothing returning 1`,
    [Object.values(ROW_REGIONS)],
  );
  assertSome(rows, 'something delivered in CNY2017');
}

/** Money of the city that must be passed down. None of the county: the list can't be asked for the city's alone, and tells no region. */
async function moneyKept(admin: Administrator): Promise<void> {
  const { rows } = await admin.query(
    `update fund set passes_down_in_full = true, pass_down_due_on = '2017-02-01'
     where id in (select fund_id from allocation a join fund f on f.id = a.fund_id
       where f.region_code = $1 and a.parent_id is null and a.available_fen + a.reserved_fen > 0) returning 1`,
    [ROW_REGIONS.city],
  );
  assertSome(rows, 'money that a union of the city keeps');
}

/** Payments in the city that auditors look at: the sample has some. None of the county: a list of the city holds them too, and tells no region. */
async function flagged(admin: Administrator): Promise<void> {
  const { rows } = await admin.query(
    `select 1 from audit_flag where region_code like $1 and region_code <> $2 limit 1`,
    [`${regionPrefix(ROW_REGIONS.city)}%`, ROW_REGIONS.county],
  );
  assertSome(rows, 'a payment in the city that auditors look at');
}

/** The walk takes what it doesn't meet for what isn't shown: a world without its rows ends here, with what it lacks. */
function assertSome(rows: readonly object[], what: string): void {
  if (rows.length === 0) throw new FaultError(`the walk begins without ${what}`);
}

/** Wages to be advanced, and the payment that answers them. */
async function advanceAnswered(admin: Administrator, region: string, rows: KnownValues): Promise<string> {
  const id = newId();
  await admin.query(
    `insert into payment_request_projection (id, region_code, amount_fen, requested_on, wage_case_id, enterprise_id, workers, source_version)
     values ($1, $2, 100, '2017-01-03', $3, $4, 1, 1)`,
    [id, region, newId(), rows.get('Enterprise.id') ?? newId()],
  );
  await admin.query('update disbursement set request_id = $1 where id = $2', [id, rows.get('Disbursement.id')]);
  return id;
}
