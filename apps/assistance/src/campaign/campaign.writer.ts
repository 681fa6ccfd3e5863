import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { beyondRegions, isUniqueViolation } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { type LocalDate, newId } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import { unitOf } from '../target-group-unit';
import type { Campaign } from './campaign.entity';
import type { CampaignStepInput, ChangeCampaignInput, PlanCampaignInput } from './campaign.inputs';
import { campaignMachine } from './campaign.machine';
import { CampaignCodeTaken } from './campaign.results';
import type { CampaignService } from './campaign.service';
import { freezeFigures } from './campaign-freeze';
import { CampaignStatus } from './campaign-status';

type CampaignEvent = (typeof campaignMachine.transitions)[number]['event'];

interface LockedCampaign {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly notice_no: string | null;
  readonly status: CampaignStatus;
  readonly starts_on: LocalDate;
  readonly ends_on: LocalDate;
}

/** Writes campaigns (送温暖活动): announced, begun, wound up, closed with frozen figures; of whole regions, never of some unions. */
export class CampaignWriter {
  constructor(
    private readonly acts: Acts,
    private readonly campaigns: CampaignService,
  ) {}

  /**
   * Announces a campaign of a province or a city, with the groups that it names.
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   * @throws InvalidInputError when the region is a county.
   */
  async plan(
    viewer: Viewer,
    { idempotencyKey, ...input }: PlanCampaignInput,
  ): Promise<Campaign | Refusal | CampaignCodeTaken> {
    assertMayWrite(viewer, input.regionCode, 'campaign:manage');
    assertWritesForRegion(viewer, 'campaign:manage');
    if (!input.regionCode.endsWith('00')) {
      throw new InvalidInputError('regionCode', 'CAMPAIGN_REGION', 'A campaign is run by a province or a city.');
    }
    return this.acts.once<Campaign, Refusal | CampaignCodeTaken>(
      viewer,
      'campaign.plan',
      { key: idempotencyKey, request: input },
      async (tx) => {
        assertWindow(tx, input.startsOn, input.endsOn);
        refuseRegion(tx, 'regionCode', input.regionCode, input.startsOn);
        if (new Set(input.groups.map(({ kind }) => kind)).size < input.groups.length)
          tx.refuse(
            new RuleBroken('GROUP_TWICE', 'groups', 'A campaign names each group once: its groups are disjoint.'),
          );
        return insertCampaign(tx, input);
      },
      (id) => this.campaigns.get(viewer, { id }),
    );
  }

  /** Changes a campaign that isn't winding up yet; its first day stays once it has begun. */
  async change(viewer: Viewer, input: ChangeCampaignInput): Promise<Campaign | Refusal> {
    assertCan(viewer, 'campaign:manage');
    assertWritesForRegion(viewer, 'campaign:manage');
    return this.perform(viewer, 'campaign.change', async (tx) => {
      const { id, expectedVersion } = input;
      const old = await lockRow<LockedCampaign>(tx, { table: 'campaign', entity: 'Campaign', id, expectedVersion });
      if (old.status !== CampaignStatus.PLANNED && old.status !== CampaignStatus.OPEN)
        tx.refuse(
          new RuleBroken('CAMPAIGN_OVER', 'id', 'The campaign is winding up or closed: it stays as it is.', {
            status: old.status,
          }),
        );
      const startsOn = input.startsOn ?? old.starts_on;
      if (old.status === CampaignStatus.OPEN && startsOn !== old.starts_on)
        tx.refuse(new RuleBroken('CAMPAIGN_BEGUN', 'startsOn', 'The campaign has begun: its first day stays.'));
      const endsOn = input.endsOn ?? old.ends_on;
      assertWindow(tx, startsOn, endsOn);
      await tx.query(
        'update campaign set name = $2, notice_no = $3, starts_on = $4, ends_on = $5, version = version + 1 where id = $1',
        [id, input.name ?? old.name, input.noticeNo ?? old.notice_no, startsOn, endsOn],
      );
      tx.note({ startsOnBefore: old.starts_on, startsOn, endsOnBefore: old.ends_on, endsOn });
      return id;
    });
  }

  /** Begins a campaign whose window isn't over: payments may be made in it from now on. */
  async open(viewer: Viewer, input: CampaignStepInput): Promise<Campaign | Refusal> {
    return this.step(viewer, 'campaign.open', input, 'OPEN', (tx, campaign) => {
      if (campaign.ends_on < tx.today) {
        const message = 'The window is over: give it another last day first.';
        tx.refuse(new RuleBroken('WINDOW_OVER', 'id', message, { endsOn: campaign.ends_on }));
      }
      return Promise.resolve();
    });
  }

  /** Winds a campaign up: late payments and deliveries still come in. */
  async startClosing(viewer: Viewer, input: CampaignStepInput): Promise<Campaign | Refusal> {
    return this.step(viewer, 'campaign.startClosing', input, 'START_CLOSING', () => Promise.resolve());
  }

  /**
   * Closes a campaign and freezes its figures in one act; refuses (PAYMENTS_UNDER_WAY) while a payment of it is between its check
   * and its outcome. Whoever checks payments of the campaign holds it, so none slips past.
   */
  async close(viewer: Viewer, input: CampaignStepInput): Promise<Campaign | Refusal> {
    return this.step(viewer, 'campaign.close', input, 'CLOSE', async (tx, campaign) => {
      const [row] = await beyondRegions('who was registered here may be paid in another county', () =>
        tx.query<{ underWay: number }[]>(
          `select count(*)::int as "underWay" from disbursement
         where campaign_code = $1 and status in ('VALIDATED','RESERVED','APPROVED','SENT','FAILED')`,
          [campaign.code],
        ),
      );
      const underWay = row?.underWay ?? 0;
      if (underWay > 0) {
        const message = 'Payments are still under way: wait for their outcome, or release them.';
        tx.refuse(new RuleBroken('PAYMENTS_UNDER_WAY', 'id', message, { underWay }));
      }
      await freezeFigures(tx, campaign.code);
    });
  }

  private async step(
    viewer: Viewer,
    action: string,
    { id, expectedVersion }: CampaignStepInput,
    event: CampaignEvent,
    before: (tx: ActTransaction, campaign: LockedCampaign) => Promise<void>,
  ): Promise<Campaign | Refusal> {
    assertCan(viewer, 'campaign:manage');
    assertWritesForRegion(viewer, 'campaign:manage');
    return this.perform(viewer, action, async (tx) => {
      const move = { table: 'campaign', id, machine: campaignMachine, event, expectedVersion };
      const { row, to } = await moveState<LockedCampaign, CampaignStatus, CampaignEvent>(tx, move);
      await before(tx, row);
      const figuresAsOf = to === CampaignStatus.CLOSED ? tx.now : null;
      const sql = 'update campaign set status = $2, figures_as_of = $3, version = version + 1 where id = $1';
      await tx.query(sql, [id, to, figuresAsOf]);
      return id;
    });
  }

  private async perform(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<string>,
  ): Promise<Campaign | Refusal> {
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, work);
    return typeof outcome === 'string' ? this.campaigns.get(viewer, { id: outcome }) : outcome;
  }
}

function assertWindow(tx: ActTransaction, startsOn: LocalDate, endsOn: LocalDate): void {
  if (endsOn < startsOn)
    tx.refuse(new RuleBroken('WINDOW_ENDS_BEFORE_START', 'endsOn', 'The window ends before it begins.', { startsOn }));
}

async function insertCampaign(tx: ActTransaction, input: Omit<PlanCampaignInput, 'idempotencyKey'>): Promise<string> {
  const id = newId();
  const { code, name, startsOn, endsOn, noticeNo, regionCode, groups } = input;
  try {
    await tx.query(
      `insert into campaign (id, code, name, status, starts_on, ends_on, notice_no, region_code) values ($1, $2, $3, 'PLANNED', $4, $5, $6, $7)`,
      [id, code, name, startsOn, endsOn, noticeNo ?? null, regionCode],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'campaign_code_unique')) tx.refuse(new CampaignCodeTaken(code));
    throw error;
  }
  await tx.query(
    `insert into campaign_target_group (campaign_code, target_group, unit, count_precision, position)
     select $1, g.kind, g.unit, g.precision, g.at from unnest($2::text[], $3::text[], $4::text[]) with ordinality g (kind, unit, precision, at)`,
    [
      code,
      groups.map(({ kind }) => kind),
      groups.map(({ kind }) => unitOf(kind)),
      groups.map(({ precision }) => precision),
    ],
  );
  tx.about('Campaign', id);
  tx.within(regionCode);
  tx.note({ code, startsOn, endsOn, groups: groups.map(({ kind }) => kind) });
  return id;
}
