import { newId } from '@nuan/kernel';
import { type Administrator, type KnownValues, ROW_REGIONS } from '@nuan/testing';

/** By which each region is asked for. */
type Seeds = Readonly<Record<string, KnownValues>>;

/** Rows of assistance that hang on others by more than the name of a column; gives the seeds back with the keys that they add. */
export async function assistanceRows(admin: Administrator, seeds: Seeds): Promise<Seeds> {
  await somethingDelivered(admin);
  await moneyKept(admin);
  const found: [string, KnownValues][] = [];
  for (const [region, rows] of Object.entries(seeds))
    found.push([region, new Map([...rows, ['AdvanceRequest.id', await advanceAnswered(admin, region, rows)]])]);
  return Object.fromEntries(found);
}

/** Something beside money for whoever stands in the campaign that is asked about. */
async function somethingDelivered(admin: Administrator): Promise<void> {
  await admin.query(
    `insert into campaign_delivery (campaign_code, beneficiary_id, kind, delivered_on)
     select campaign_code, beneficiary_id, 'GOODS', '2017-01-03' from campaign_beneficiary
     where campaign_code = 'CNY2017' and region_code = any($1) on conflict do nothing`,
    [Object.values(ROW_REGIONS)],
  );
}

/** Money of the city that must be passed down. None of the county: the list can't be asked for the city's alone, and tells no region. */
async function moneyKept(admin: Administrator): Promise<void> {
  await admin.query(
    `update fund set passes_down_in_full = true, pass_down_due_on = '2017-02-01'
     where id in (select fund_id from allocation a join fund f on f.id = a.fund_id
       where f.region_code = $1 and a.parent_id is null and a.available_fen + a.reserved_fen > 0)`,
    [ROW_REGIONS.city],
  );
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
