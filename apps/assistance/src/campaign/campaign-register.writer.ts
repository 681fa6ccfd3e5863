import { assertCan, assertMayWrite, type Viewer, writePatterns } from '@nuan/auth';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { FileStatus, isWithin, type LocalDate, regionPrefix, TargetGroupKind } from '@nuan/kernel';

import { FILE_IN_FORCE } from '../projection/file-in-force';
import type {
  MarkReachedInput,
  RegisterBeneficiariesInput,
  RegisterFiledHouseholdsInput,
} from './campaign-register.inputs';
import {
  BeneficiariesInOtherGroup,
  BeneficiariesNotListed,
  BeneficiariesRegistered,
  DeliveryRecorded,
  ListedBeneficiary,
} from './campaign-register.results';
import { CampaignStatus } from './campaign-status';
import type { CampaignService } from './campaign.service';

const { FILED_HOUSEHOLD, NON_FILED_HARDSHIP } = TargetGroupKind;

/** How many lines an answer names. */
const MOST_NAMED = 100;

interface HeldCampaign {
  readonly code: string;
  readonly status: CampaignStatus;
  readonly regionCode: string;
  readonly startsOn: LocalDate;
}

interface Registration {
  readonly listed: number;
  readonly alreadyListed: number;
  readonly inOtherGroups: readonly ListedBeneficiary[];
}

/** Writes the registers of campaigns (慰问救助对象名册): each beneficiary once, in one group (I11), and what reached it beside money. */
export class CampaignRegisterWriter {
  constructor(
    private readonly acts: Acts,
    private readonly campaigns: CampaignService,
  ) {}

  /**
   * Lists households or persons in one group of a campaign; all of them or, when one stands in another group, none.
   *
   * @throws InvalidInputError unless either households or persons are given.
   * @throws NotFoundError when a household is unknown or outside the viewer's write regions.
   * @throws ForbiddenError when a person's region is outside them.
   */
  async register(
    viewer: Viewer,
    input: RegisterBeneficiariesInput,
  ): Promise<BeneficiariesRegistered | BeneficiariesInOtherGroup | Refusal> {
    assertCan(viewer, 'campaign:register');
    const { campaignId, group, householdIds, persons } = input;
    if ((householdIds.length === 0) === (persons.length === 0))
      throw new InvalidInputError('householdIds', 'EXACTLY_ONE', 'Give either households or persons.');
    for (const region of new Set(persons.map(({ regionCode }) => regionCode)))
      assertMayWrite(viewer, region, 'campaign:register');
    const field = persons.length > 0 ? 'persons' : 'householdIds';
    const outcome = await this.acts.perform<Registration, Refusal | BeneficiariesInOtherGroup>(
      viewer,
      'campaign.register',
      async (tx) => {
        const campaign = await holdCampaign(tx, campaignId, REGISTERING);
        await assertGroup(tx, campaign, group, field);
        const ids = field === 'persons' ? persons.map(({ personId }) => personId) : householdIds;
        const listed =
          field === 'persons' ? await listPersons(tx, campaign, input) : await listHouseholds(tx, campaign, input);
        const others = await inOtherGroups(tx, campaign.code, group, ids);
        if (others.length > 0) tx.refuse(new BeneficiariesInOtherGroup(field, others));
        tx.about(field === 'persons' ? 'Worker' : 'Household', ids);
        tx.note({ group, listed });
        return { listed, alreadyListed: new Set(ids).size - listed, inOtherGroups: [] };
      },
    );
    return this.answer(viewer, campaignId, outcome);
  }

  /**
   * Lists every household with a file in force in a region, in one statement; those that stand in another group stay there.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   */
  async registerFiled(
    viewer: Viewer,
    { campaignId, regionCode }: RegisterFiledHouseholdsInput,
  ): Promise<BeneficiariesRegistered | Refusal> {
    assertMayWrite(viewer, regionCode, 'campaign:register');
    const outcome = await this.acts.perform<Registration, Refusal>(viewer, 'campaign.registerFiled', async (tx) => {
      const campaign = await holdCampaign(tx, campaignId, REGISTERING);
      await assertGroup(tx, campaign, FILED_HOUSEHOLD, 'householdIds');
      assertWithin(tx, campaign, [regionCode], 'regionCode');
      const values = [campaign.code, FILED_HOUSEHOLD, `${regionPrefix(regionCode)}%`, FILE_IN_FORCE];
      const [row] = await tx.query<{ eligible: number; listed: number }[]>(LIST_REGION, values);
      const { eligible = 0, listed = 0 } = row ?? {};
      const [other] = await tx.query<{ count: number }[]>(`select count(*)::int as count ${OTHERS_OF_REGION}`, values);
      const named = await tx.query<ListedBeneficiary[]>(
        `select b.beneficiary_id as "beneficiaryId", b.target_group as "group" ${OTHERS_OF_REGION} order by b.beneficiary_id limit ${String(MOST_NAMED)}`,
        values,
      );
      tx.within(regionCode);
      tx.note({ group: FILED_HOUSEHOLD, listed });
      return { listed, alreadyListed: eligible - listed - (other?.count ?? 0), inOtherGroups: named.map(lineOf) };
    });
    return this.answer(viewer, campaignId, outcome);
  }

  /** Records what reached beneficiaries beside money; a line that nothing had reached is no longer missed. */
  async markReached(
    viewer: Viewer,
    { campaignId, kind, deliveredOn, beneficiaryIds }: MarkReachedInput,
  ): Promise<DeliveryRecorded | BeneficiariesNotListed | Refusal> {
    assertCan(viewer, 'campaign:register');
    const outcome = await this.acts.perform<
      { recorded: number; newlyReached: number },
      Refusal | BeneficiariesNotListed
    >(viewer, 'campaign.markReached', async (tx) => {
      const campaign = await holdCampaign(tx, campaignId, DELIVERING);
      const on = deliveredOn ?? tx.today;
      if (on < campaign.startsOn || on > tx.today) {
        const message = 'A delivery lies between the first day of the campaign and today.';
        const facts = { earliest: campaign.startsOn, latest: tx.today };
        tx.refuse(new RuleBroken('DELIVERED_OUTSIDE_CAMPAIGN', 'deliveredOn', message, facts));
      }
      await assertListed(tx, campaign.code, beneficiaryIds);
      const values = [campaign.code, beneficiaryIds];
      const recorded = await tx.query<object[]>(RECORD_DELIVERY, [...values, kind, on]);
      const [missed] = await tx.query<{ count: number }[]>(
        `select count(*)::int as count from campaign_beneficiary
           where campaign_code = $1 and beneficiary_id = any($2::uuid[]) and reached_on is null`,
        values,
      );
      await tx.query(REACH_BY_DELIVERY, [...values, on]);
      tx.about('Beneficiary', beneficiaryIds);
      tx.note({ kind, deliveredOn: on, recorded: recorded.length });
      return { recorded: recorded.length, newlyReached: missed?.count ?? 0 };
    });
    if (!('recorded' in outcome)) return outcome;
    return Object.assign(new DeliveryRecorded(), outcome, {
      campaign: await this.campaigns.get(viewer, { id: campaignId }),
    });
  }

  private async answer<O extends object>(
    viewer: Viewer,
    campaignId: string,
    outcome: Registration | O,
  ): Promise<BeneficiariesRegistered | O> {
    if (!('alreadyListed' in outcome)) return outcome;
    return Object.assign(new BeneficiariesRegistered(), outcome, {
      campaign: await this.campaigns.get(viewer, { id: campaignId }),
    });
  }
}

/** Whoever is found missed while a campaign winds up may still be listed; payments and deliveries need it begun. */
const REGISTERING = [CampaignStatus.PLANNED, CampaignStatus.OPEN, CampaignStatus.CLOSING];
const DELIVERING = [CampaignStatus.OPEN, CampaignStatus.CLOSING];

/** The row that `on conflict do nothing` passes over may be of a transaction that ran meanwhile: it is waited for, and read afterwards. */
const LIST_REGION = `
with eligible as materialized (
  select h.id, h.region_code, h.is_migrant from household_projection h where h.region_code like $3 and h.status = any($4::text[])
), listed as (
  insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
  select $1, e.id, $2, e.region_code, e.is_migrant from eligible e order by e.id
  on conflict on constraint campaign_beneficiary_pkey do nothing
  returning 1
)
select (select count(*)::int from eligible) as eligible, (select count(*)::int from listed) as listed`;

const OTHERS_OF_REGION = `
from campaign_beneficiary b join household_projection h on h.id = b.beneficiary_id
where b.campaign_code = $1 and b.target_group <> $2 and h.region_code like $3 and h.status = any($4::text[])`;

const RECORD_DELIVERY = `
insert into campaign_delivery (campaign_code, beneficiary_id, kind, delivered_on)
select distinct $1, id, $3, $4::date from unnest($2::uuid[]) id
on conflict on constraint campaign_delivery_pkey do nothing returning 1`;

const REACH_BY_DELIVERY = `
update campaign_beneficiary set reached_on = $3
where campaign_code = $1 and beneficiary_id = any($2::uuid[]) and (reached_on is null or reached_on > $3)`;

/**
 * The campaign, held still until the act ends, so that closing it waits for whoever changes its register.
 *
 * @throws NotFoundError when there is no such campaign.
 */
async function holdCampaign(tx: ActTransaction, id: string, allowed: readonly CampaignStatus[]): Promise<HeldCampaign> {
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
async function assertGroup(
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

function assertWithin(tx: ActTransaction, campaign: HeldCampaign, regions: readonly string[], field: string): void {
  const away = regions.find((region) => !isWithin(region, regionPrefix(campaign.regionCode)));
  if (away === undefined) return;
  const message = 'The campaign is run in another region.';
  tx.refuse(
    new RuleBroken('OUTSIDE_CAMPAIGN', field, message, { regionCode: away, campaignRegion: campaign.regionCode }),
  );
}

async function listPersons(
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
  const rows = await tx.query<object[]>(
    `insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
     select distinct on (p.id) $1, p.id, $2, p.region_code, p.is_migrant
     from unnest($3::uuid[], $4::text[], $5::boolean[]) p (id, region_code, is_migrant) order by p.id
     on conflict on constraint campaign_beneficiary_pkey do nothing returning 1`,
    [campaign.code, group, persons.map(({ personId }) => personId), regions, persons.map(({ isMigrant }) => isMigrant)],
  );
  return rows.length;
}

async function listHouseholds(
  tx: ActTransaction,
  campaign: HeldCampaign,
  { group, householdIds }: RegisterBeneficiariesInput,
): Promise<number> {
  const found = await tx.query<{ id: string; regionCode: string; status: FileStatus }[]>(
    `select h.id, h.region_code as "regionCode", h.status from household_projection h
     where h.id = any($1::uuid[]) and h.region_code like any($2::text[]) order by h.id for share of h`,
    [householdIds, writePatterns(tx.viewer)],
  );
  const known = new Set(found.map(({ id }) => id));
  const missing = householdIds.find((id) => !known.has(id.toLowerCase()));
  if (missing !== undefined) throw new NotFoundError('Household', missing);
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
  const rows = await tx.query<object[]>(
    `insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
     select $1, h.id, $2, h.region_code, h.is_migrant from household_projection h where h.id = any($3::uuid[]) order by h.id
     on conflict on constraint campaign_beneficiary_pkey do nothing returning 1`,
    [campaign.code, group, householdIds],
  );
  return rows.length;
}

async function inOtherGroups(
  tx: ActTransaction,
  code: string,
  group: TargetGroupKind,
  ids: readonly string[],
): Promise<ListedBeneficiary[]> {
  const rows = await tx.query<ListedBeneficiary[]>(
    `select beneficiary_id as "beneficiaryId", target_group as "group" from campaign_beneficiary
     where campaign_code = $1 and target_group <> $2 and beneficiary_id = any($3::uuid[]) order by beneficiary_id limit ${String(MOST_NAMED)}`,
    [code, group, ids],
  );
  return rows.map(lineOf);
}

async function assertListed(tx: ActTransaction, code: string, ids: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(
    `select id::text from unnest($2::uuid[]) id where not exists (select from campaign_beneficiary b
       where b.campaign_code = $1 and b.beneficiary_id = id and b.region_code like any($3::text[])) order by id limit ${String(MOST_NAMED)}`,
    [code, ids, writePatterns(tx.viewer)],
  );
  if (rows.length > 0) tx.refuse(new BeneficiariesNotListed(rows.map(({ id }) => id)));
}

const lineOf = (row: ListedBeneficiary): ListedBeneficiary => Object.assign(new ListedBeneficiary(), row);
