import { newId } from '@nuan/kernel';
import { insertRow, type Row } from '@nuan/testing';
import type { DataSource } from 'typeorm';

let serial = 0;

/** A union of Luyang district, Hefei, unless said otherwise. */
export async function aUnion(db: DataSource, values: Row = {}): Promise<string> {
  const plain = { name: `联合工会${++serial}`, level: 'GRASSROOTS', region_code: '340103' };
  return insertRow(db, 'trade_union', {
    id: newId(),
    ...plain,
    aid_centre: false,
    directly_administered: false,
    ...values,
  });
}

/** A sound trading firm of Luyang district, Hefei, unless said otherwise. */
export async function anEnterprise(db: DataSource, values: Row = {}): Promise<string> {
  serial += 1;
  const credit_code = `913499000000${String(serial).padStart(6, '0')}`;
  const plain = {
    credit_code,
    name: `样例企业${String(serial).padStart(4, '0')}`,
    industry: 'TRADE',
    ownership: 'PRIVATE',
  };
  return insertRow(db, 'enterprise', { id: newId(), ...plain, region_code: '340103', ...values });
}

/** An open period of losses since 1 June 2016, unless said otherwise. */
export async function aPeriod(db: DataSource, enterpriseId: string, values: Row = {}): Promise<string> {
  const plain = { kind: 'LOSS_MAKING', from_on: '2016-06-01', recorded_on: '2016-06-02' };
  return insertRow(db, 'distress_period', { id: newId(), enterprise_id: enterpriseId, ...plain, ...values });
}

/** The visit of CNY2017 that counts, on 10 January 2017 in Luyang district, unless said otherwise. */
export async function aVisit(db: DataSource, enterpriseId: string, values: Row = {}): Promise<string> {
  const plain = { region_code: '340103', campaign_code: 'CNY2017', first_in_campaign: true, visited_on: '2017-01-10' };
  return insertRow(db, 'enterprise_visit', { id: newId(), enterprise_id: enterpriseId, ...plain, ...values });
}

/** What is known of a campaign under way around Spring Festival 2017, unless said otherwise. */
export async function aCampaign(db: DataSource, values: Row = {}): Promise<string> {
  const plain = { code: 'CNY2017', status: 'OPEN', starts_on: '2016-12-20', ends_on: '2017-01-27', source_version: 1 };
  return insertRow(db, 'campaign_projection', { id: newId(), ...plain, ...values });
}

/** A capacity cut of coal in 2016, in Luyang district. */
export async function aCapacityCut(db: DataSource, enterpriseId: string): Promise<string> {
  const plain = { region_code: '340103', year: 2016, product: 'COAL', planned_tons: 300_000, done_tons: 120_000 };
  return insertRow(db, 'capacity_cut', { id: newId(), enterprise_id: enterpriseId, ...plain });
}

/** Workers diverted in 2016. */
export async function aDiversion(db: DataSource, enterpriseId: string, route: string, workers: number): Promise<void> {
  await insertRow(db, 'worker_diversion', {
    enterprise_id: enterpriseId,
    region_code: '340103',
    year: 2016,
    route,
    workers,
  });
}

/** A minimum-living line in yuan a month. */
export async function aLine(
  db: DataSource,
  region_code: string,
  from: string,
  to: string | null,
  yuan: number,
): Promise<void> {
  const monthly_fen = BigInt(yuan) * 100n;
  await insertRow(db, 'min_living_line', { region_code, valid_from_on: from, valid_to_on: to, monthly_fen });
}

/** A partner shop of a union in Luyang district. */
export async function aShop(db: DataSource, unionId: string, values: Row = {}): Promise<string> {
  const plain = {
    name: `惠民超市${++serial}`,
    region_code: '340103',
    discount_percent: 10,
    valid_from_on: '2016-01-01',
  };
  return insertRow(db, 'partner_shop', { id: newId(), union_id: unionId, ...plain, ...values });
}
