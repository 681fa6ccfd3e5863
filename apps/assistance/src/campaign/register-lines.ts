import { writePatterns, writesForSomeUnions } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { assertWritesForUnions, RuleBroken } from '@nuan/federation';
import { FileStatus, isWithin, type LocalDate, regionPrefix, TargetGroupKind } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import { FILE_IN_FORCE } from '../projection/file-in-force';
import type { RegisterBeneficiariesInput } from './campaign-register.inputs';
import { BeneficiariesNotListed, ListedBeneficiary } from './campaign-register.results';
import { CampaignStatus } from './campaign-status';

/** Why the register is read beyond the officer's regions: a line stays where it was made, and a home may move. */
export const REGISTERED_ELSEWHERE = 'a line of the register may lie in another county, and be paid in another';

const { FILED_HOUSEHOLD, NON_FILED_HARDSHIP } = TargetGroupKind;

/** How many lines an answer names. */
export const MOST_NAMED = 100;

/** A campaign as writers of its register hold it. */
export interface HeldCampaign {
  readonly code: string;
  readonly status: CampaignStatus;
  readonly regionCode: string;
  readonly startsOn: LocalDate;
}

/** Whoever is found missed while a campaign winds up may still be listed; payments and deliveries need it begun. */
export const REGISTERING = [CampaignStatus.PLANNED, CampaignStatus.OPEN, CampaignStatus.CLOSING];
export const DELIVERING = [CampaignStatus.OPEN, CampaignStatus.CLOSING];

/** A line that was withdrawn is listed again, in whatever group; any other line stays as it is, and isn't returned. */
const RELIST = `on conflict on constraint campaign_beneficiary_pkey do update
  set target_group = excluded.target_group, region_code = excluded.region_code, is_migrant = excluded.is_migrant,
    withdrawn_on = null, withdrawn_reason = null
  where campaign_beneficiary.withdrawn_on is not null`;

/** The row that `on conflict` passes over may be of a transaction that ran meanwhile: it is waited for, and read afterwards. */
export const LIST_REGION = `
with eligible as materialized (
  select h.id, h.region_code, h.is_migrant from household_projection h where h.region_code like $3 and h.status = any($4::text[])
), listed as (
  insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
  select $1, e.id, $2, e.region_code, e.is_migrant from eligible e order by e.id
  ${RELIST} returning 1
)
select (select count(*)::int from eligible) as eligible, (select count(*)::int from listed) as listed`;

/** Households of a region that stand in another group. */
export const OTHERS_OF_REGION = `
from campaign_beneficiary b join household_projection h on h.id = b.beneficiary_id
where b.campaign_code = $1 and b.target_group <> $2 and b.withdrawn_on is null and h.region_code like $3 and h.status = any($4::text[])`;

/** Deliveries of a kind; the first day of each stays. */
export const RECORD_DELIVERY = `
insert into campaign_delivery (campaign_code, beneficiary_id, kind, delivered_on)
select distinct $1, id, $3, $4::date from unnest($2::uuid[]) id
on conflict on constraint campaign_delivery_pkey do nothing returning 1`;

/** Lines that a delivery reached first. */
export const REACH_BY_DELIVERY = `
update campaign_beneficiary set reached_on = $3
where campaign_code = $1 and beneficiary_id = any($2::uuid[]) and (reached_on is null or reached_on > $3)`;

/**
 * The campaign, held still until the act ends, so that closing it waits for whoever changes its register.
 *
 * @throws NotFoundError when there is no such campaign.
 */
export async function holdCampaign(
  tx: ActTransaction,
  id: string,
  allowed: readonly CampaignStatus[],
): Promise<HeldCampaign> {
  const [campaign] = await tx.query<HeldCampaign[]>(
    'select code, status, region_code as "regionCode", starts_on as "startsOn" from campaign where id = $1 for share',
    [id],
  );
  if (!campaign) throw new NotFoundError('Campaign', id);
  if (!allowed.includes(campaign.status)) {
    const message = 'The campaign’s state does not allow this: it has not begun, or it is closed.';
    tx.refuse(new RuleBroken('CAMPAIGN_NOT_OPEN', 'campaignId', message, { status: campaign.status }));
  }
  tx.about('Campaign', id);
  return campaign;
}

/** Refuses a group that the campaign doesn't name, and one whose lines are of the other kind. */
export async function assertGroup(
  tx: ActTransaction,
  { code }: HeldCampaign,
  group: TargetGroupKind,
  field: string,
): Promise<void> {
  const [named] = await tx.query<object[]>(
    'select 1 from campaign_target_group where campaign_code = $1 and target_group = $2',
    [code, group],
  );
  if (!named)
    tx.refuse(new RuleBroken('GROUP_NOT_NAMED', 'group', 'The campaign does not name this group.', { group }));
  const ofPersons = group !== FILED_HOUSEHOLD && group !== NON_FILED_HARDSHIP;
  if (field === 'persons' ? group === FILED_HOUSEHOLD : ofPersons)
    tx.refuse(
      new RuleBroken('WRONG_KIND_OF_LINE', field, 'This group lists the other of households and persons.', { group }),
    );
}

/** Refuses regions in which the campaign isn't run. */
export function assertWithin(
  tx: ActTransaction,
  campaign: HeldCampaign,
  regions: readonly string[],
  field: string,
): void {
  const away = regions.find((region) => !isWithin(region, regionPrefix(campaign.regionCode)));
  if (away === undefined) return;
  const message = 'The campaign is run in another region.';
  tx.refuse(
    new RuleBroken('OUTSIDE_CAMPAIGN', field, message, { regionCode: away, campaignRegion: campaign.regionCode }),
  );
}

/** Lists persons in a group; returns how many lines are new. */
export async function listPersons(
  tx: ActTransaction,
  campaign: HeldCampaign,
  { group, persons }: RegisterBeneficiariesInput,
): Promise<number> {
  const regions = persons.map(({ regionCode }) => regionCode);
  assertWithin(tx, campaign, regions, 'persons');
  const province = regions.find((region) => region.endsWith('0000'));
  if (province !== undefined)
    tx.refuse(
      new RuleBroken('REGION_TOO_WIDE', 'persons', 'A person stands in a city or a county.', { regionCode: province }),
    );
  for (const [at, region] of regions.entries()) refuseRegion(tx, `persons.${at}.regionCode`, region);
  await assertOfUnions(tx, persons);
  const rows = await beyondRegions(REGISTERED_ELSEWHERE, () =>
    tx.query<object[]>(
      `insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
     select distinct on (p.id) $1, p.id, $2, p.region_code, p.is_migrant
     from unnest($3::uuid[], $4::text[], $5::boolean[]) p (id, region_code, is_migrant) order by p.id
     ${RELIST} returning 1`,
      [
        campaign.code,
        group,
        persons.map(({ personId }) => personId),
        regions,
        persons.map(({ isMigrant }) => isMigrant),
      ],
    ),
  );
  return rows.length;
}

/**
 * Persons that are named by id are those of one's unions, for who writes for some.
 *
 * @throws NotFoundError for the first who isn't seen. @throws ForbiddenError when one is of a union for which the viewer doesn't write.
 */
async function assertOfUnions(tx: ActTransaction, persons: RegisterBeneficiariesInput['persons']): Promise<void> {
  if (!writesForSomeUnions(tx.viewer)) return;
  const ids = persons.map(({ personId }) => personId);
  const seen = await tx.query<{ id: string; unionId: string | null }[]>(
    'select id, union_id as "unionId" from worker_projection where id = any($1::uuid[])',
    [ids],
  );
  const unseen = ids.find((id) => !seen.some((person) => person.id === id.toLowerCase()));
  if (unseen !== undefined) throw new NotFoundError('Worker', unseen);
  const unions = seen.map(({ unionId }) => unionId);
  await assertWritesForUnions(tx, unions, 'persons', 'campaign:register');
}

/**
 * Lists households in a group; returns how many lines are new.
 *
 * @throws NotFoundError when one is unknown or outside the viewer's write regions.
 * @throws ForbiddenError when one is of a union for which the viewer doesn't write.
 */
export async function listHouseholds(
  tx: ActTransaction,
  campaign: HeldCampaign,
  { group, householdIds }: RegisterBeneficiariesInput,
): Promise<number> {
  const found = await tx.query<{ id: string; regionCode: string; unionId: string; status: FileStatus }[]>(
    `select h.id, h.region_code as "regionCode", h.union_id as "unionId", h.status from household_projection h
     where h.id = any($1::uuid[]) and h.region_code like any($2::text[]) order by h.id for share of h`,
    [householdIds, writePatterns(tx.viewer)],
  );
  const known = new Set(found.map(({ id }) => id));
  const missing = householdIds.find((id) => !known.has(id.toLowerCase()));
  if (missing !== undefined) throw new NotFoundError('Household', missing);
  const unions = found.map(({ unionId }) => unionId);
  await assertWritesForUnions(tx, unions, 'householdIds', 'campaign:register');
  assertWithin(
    tx,
    campaign,
    found.map(({ regionCode }) => regionCode),
    'householdIds',
  );
  const fitting = group === FILED_HOUSEHOLD ? FILE_IN_FORCE : [FileStatus.TEMPORARY];
  const unfit = found.find(({ status }) => !fitting.includes(status));
  if (unfit) {
    const message = 'The household’s file does not belong in this group: see its status.';
    tx.refuse(
      new RuleBroken('FILE_NOT_IN_FORCE', 'householdIds', message, { householdId: unfit.id, status: unfit.status }),
    );
  }
  const rows = await beyondRegions(REGISTERED_ELSEWHERE, () =>
    tx.query<object[]>(
      `insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
     select $1, h.id, $2, h.region_code, h.is_migrant from household_projection h where h.id = any($3::uuid[]) order by h.id
     ${RELIST} returning 1`,
      [campaign.code, group, householdIds],
    ),
  );
  return rows.length;
}

/** Those of the ids that stand in another group. */
export async function inOtherGroups(
  tx: ActTransaction,
  code: string,
  group: TargetGroupKind,
  ids: readonly string[],
): Promise<ListedBeneficiary[]> {
  const rows = await beyondRegions(REGISTERED_ELSEWHERE, () =>
    tx.query<ListedBeneficiary[]>(
      `select beneficiary_id as "beneficiaryId", target_group as "group" from campaign_beneficiary
     where campaign_code = $1 and target_group <> $2 and withdrawn_on is null and beneficiary_id = any($3::uuid[]) order by beneficiary_id limit ${String(MOST_NAMED)}`,
      [code, group, ids],
    ),
  );
  return rows.map(lineOf);
}

/**
 * Refuses (ON_REGISTER) ids without a line that counts in the viewer's write regions.
 *
 * @throws ForbiddenError when a line is of a union for which the viewer doesn't write.
 */
export async function assertListed(tx: ActTransaction, code: string, ids: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(
    `select id::text from unnest($2::uuid[]) id where not exists (select from campaign_beneficiary b
       where b.campaign_code = $1 and b.beneficiary_id = id and b.withdrawn_on is null and b.region_code like any($3::text[])) order by id limit ${String(MOST_NAMED)}`,
    [code, ids, writePatterns(tx.viewer)],
  );
  if (rows.length > 0) tx.refuse(new BeneficiariesNotListed(rows.map(({ id }) => id)));
  if (!writesForSomeUnions(tx.viewer)) return;
  const lines = await tx.query<{ unionId: string | null }[]>(
    `select coalesce(h.union_id, w.union_id) as "unionId" from unnest($1::uuid[]) b (id)
       left join household_projection h on h.id = b.id left join worker_projection w on w.id = b.id`,
    [ids],
  );
  const unions = lines.map(({ unionId }) => unionId);
  await assertWritesForUnions(tx, unions, 'beneficiaryIds', 'campaign:register');
}

/** A row as the API shows it. */
export const lineOf = (row: ListedBeneficiary): ListedBeneficiary => Object.assign(new ListedBeneficiary(), row);

/** Payments in these states have an outcome ahead of them, or have reached the beneficiary. */
export const UNDER_WAY = ['VALIDATED', 'RESERVED', 'APPROVED', 'SENT', 'PAID', 'RECONCILED', 'FAILED'];

/** Why lines of households that have left are taken back. */
export const LEFT_REASON = '家庭已退出建档';

/** Takes lines back. */
export const WITHDRAW = `
update campaign_beneficiary set withdrawn_on = $3, withdrawn_reason = $4
where campaign_code = $1 and beneficiary_id = any($2::uuid[]) and withdrawn_on is null and reached_on is null`;

/** Filed households of a region that stand on the register unreached and whose file is no longer in force; locked. */
export const LEFT_HOUSEHOLDS = `
select b.beneficiary_id as id from campaign_beneficiary b join household_projection h on h.id = b.beneficiary_id
where b.campaign_code = $1 and b.target_group = 'FILED_HOUSEHOLD' and b.region_code like $2 and b.reached_on is null and b.withdrawn_on is null
  and not (h.status = any($3::text[])) and not exists (select from disbursement d
    where d.household_id = b.beneficiary_id and d.campaign_code = b.campaign_code and d.status = any($4::text[]))
order by b.beneficiary_id for update of b`;

/** Refuses lines that something has reached (LINE_REACHED) or that money is on its way to (PAYMENT_UNDER_WAY). */
export async function assertUntouched(tx: ActTransaction, code: string, ids: readonly string[]): Promise<void> {
  const lines = await beyondRegions(REGISTERED_ELSEWHERE, () =>
    tx.query<{ id: string; isReached: boolean; isAwaited: boolean }[]>(
      `select b.beneficiary_id as id, b.reached_on is not null as "isReached", exists (select from disbursement d
       where d.campaign_code = b.campaign_code and d.status = any($3::text[])
         and (d.household_id = b.beneficiary_id or (d.household_id is null and d.payee_id = b.beneficiary_id))) as "isAwaited"
     from campaign_beneficiary b where b.campaign_code = $1 and b.beneficiary_id = any($2::uuid[]) order by b.beneficiary_id for update of b`,
      [code, ids, UNDER_WAY],
    ),
  );
  const reached = lines.find(({ isReached }) => isReached);
  const field = 'beneficiaryIds';
  if (reached)
    tx.refuse(
      new RuleBroken('LINE_REACHED', field, 'Something has reached this line: it stays.', {
        beneficiaryId: reached.id,
      }),
    );
  const awaited = lines.find(({ isAwaited }) => isAwaited);
  const message = 'A payment to this line is under way: release it first.';
  if (awaited) tx.refuse(new RuleBroken('PAYMENT_UNDER_WAY', field, message, { beneficiaryId: awaited.id }));
}
