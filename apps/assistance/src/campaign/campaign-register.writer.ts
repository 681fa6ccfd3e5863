import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, type Refusal, RuleBroken } from '@nuan/federation';
import { regionPrefix, TargetGroupKind } from '@nuan/kernel';

import { FILE_IN_FORCE } from '../projection/file-in-force';
import type { CampaignService } from './campaign.service';
import type {
  MarkReachedInput,
  RegisterBeneficiariesInput,
  RegisterFiledHouseholdsInput,
  WithdrawBeneficiariesInput,
  WithdrawLeftHouseholdsInput,
} from './campaign-register.inputs';
import {
  BeneficiariesInOtherGroup,
  type BeneficiariesNotListed,
  BeneficiariesRegistered,
  BeneficiariesWithdrawn,
  DeliveryRecorded,
  type ListedBeneficiary,
} from './campaign-register.results';
import {
  assertGroup,
  assertListed,
  assertUntouched,
  assertWithin,
  DELIVERING,
  holdCampaign,
  inOtherGroups,
  LEFT_HOUSEHOLDS,
  LEFT_REASON,
  lineOf,
  LIST_REGION,
  listHouseholds,
  listPersons,
  MOST_NAMED,
  OTHERS_OF_REGION,
  REACH_BY_DELIVERY,
  RECORD_DELIVERY,
  REGISTERED_ELSEWHERE,
  REGISTERING,
  UNDER_WAY,
  WITHDRAW,
} from './register-lines';

const { FILED_HOUSEHOLD } = TargetGroupKind;

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
    assertWritesForRegion(viewer, 'campaign:register');
    const outcome = await this.acts.perform<Registration, Refusal>(viewer, 'campaign.registerFiled', async (tx) => {
      const campaign = await holdCampaign(tx, campaignId, REGISTERING);
      await assertGroup(tx, campaign, FILED_HOUSEHOLD, 'householdIds');
      assertWithin(tx, campaign, [regionCode], 'regionCode');
      const values = [campaign.code, FILED_HOUSEHOLD, `${regionPrefix(regionCode)}%`, FILE_IN_FORCE];
      const [row] = await beyondRegions(REGISTERED_ELSEWHERE, () =>
        tx.query<{ eligible: number; listed: number }[]>(LIST_REGION, values),
      );
      const { eligible = 0, listed = 0 } = row ?? {};
      const { count, named } = await beyondRegions(REGISTERED_ELSEWHERE, () => othersOfRegion(tx, values));
      tx.within(regionCode);
      tx.note({ group: FILED_HOUSEHOLD, listed });
      return { listed, alreadyListed: eligible - listed - count, inOtherGroups: named.map(lineOf) };
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

  /**
   * Takes lines back that nothing has reached, with the reason: a mistake, or a household that is gone. They may be listed again.
   */
  async withdraw(
    viewer: Viewer,
    { campaignId, beneficiaryIds, reason }: WithdrawBeneficiariesInput,
  ): Promise<BeneficiariesWithdrawn | BeneficiariesNotListed | Refusal> {
    assertCan(viewer, 'campaign:register');
    const outcome = await this.acts.perform<{ withdrawn: number }, Refusal | BeneficiariesNotListed>(
      viewer,
      'campaign.withdraw',
      async (tx) => {
        const campaign = await holdCampaign(tx, campaignId, REGISTERING);
        await assertListed(tx, campaign.code, beneficiaryIds);
        await assertUntouched(tx, campaign.code, beneficiaryIds);
        await tx.query(WITHDRAW, [campaign.code, beneficiaryIds, tx.today, reason]);
        tx.about('Beneficiary', beneficiaryIds);
        tx.note({ reason });
        return { withdrawn: new Set(beneficiaryIds).size };
      },
    );
    return 'withdrawn' in outcome ? this.withdrawal(viewer, campaignId, outcome.withdrawn) : outcome;
  }

  /**
   * Takes back, in one statement, the lines of filed households of a region that have left before anything reached them: they
   * are missed no more, and the coverage says what the coverage gap says.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   */
  async withdrawLeft(
    viewer: Viewer,
    { campaignId, regionCode }: WithdrawLeftHouseholdsInput,
  ): Promise<BeneficiariesWithdrawn | Refusal> {
    assertMayWrite(viewer, regionCode, 'campaign:register');
    assertWritesForRegion(viewer, 'campaign:register');
    const outcome = await this.acts.perform<{ withdrawn: number }, Refusal>(
      viewer,
      'campaign.withdrawLeft',
      async (tx) => {
        const campaign = await holdCampaign(tx, campaignId, REGISTERING);
        const values = [campaign.code, `${regionPrefix(regionCode)}%`, FILE_IN_FORCE, UNDER_WAY];
        const left = (
          await beyondRegions(REGISTERED_ELSEWHERE, () => tx.query<{ id: string }[]>(LEFT_HOUSEHOLDS, values))
        ).map(({ id }) => id);
        await tx.query(WITHDRAW, [campaign.code, left, tx.today, LEFT_REASON]);
        tx.within(regionCode);
        tx.about('Household', left);
        tx.note({ withdrawn: left.length, reason: LEFT_REASON });
        return { withdrawn: left.length };
      },
    );
    return 'withdrawn' in outcome ? this.withdrawal(viewer, campaignId, outcome.withdrawn) : outcome;
  }

  private async withdrawal(viewer: Viewer, campaignId: string, withdrawn: number): Promise<BeneficiariesWithdrawn> {
    const campaign = await this.campaigns.get(viewer, { id: campaignId });
    return Object.assign(new BeneficiariesWithdrawn(), { campaign, withdrawn });
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

/** How many of the region's households stand in another group, and the first of them. */
async function othersOfRegion(
  tx: ActTransaction,
  values: readonly unknown[],
): Promise<{ readonly count: number; readonly named: readonly ListedBeneficiary[] }> {
  const [other] = await tx.query<{ count: number }[]>(`select count(*)::int as count ${OTHERS_OF_REGION}`, values);
  const named = await tx.query<ListedBeneficiary[]>(
    `select b.beneficiary_id as "beneficiaryId", b.target_group as "group" ${OTHERS_OF_REGION} order by b.beneficiary_id limit ${String(MOST_NAMED)}`,
    values,
  );
  return { count: other?.count ?? 0, named };
}
