import { assertCan, type Viewer } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, moveState, type Refusal, RuleBroken, TransitionRefused } from '@nuan/federation';
import { type LocalDate, newId, type StateMachine } from '@nuan/kernel';

import { refuseFuture } from '../act-rules';
import { holdPerson } from '../held-person';
import type { AssetGrant } from './asset-grant.entity';
import { assetGrantMachine } from './asset-grant.machine';
import type { AssetGrantService } from './asset-grant.service';
import { AssetState } from './asset-state';
import { handOver } from './asset-handover';
import type {
  FollowUpAssetInput,
  GrantAssetInput,
  RecoverAssetInput,
  TransferAssetInput,
  WriteOffAssetInput,
} from './asset-write.inputs';

interface LockedGrant {
  readonly id: string;
  readonly person_id: string;
  readonly given_on: LocalDate;
  readonly state: AssetState;
}

/** Hands productive assets (生产资料) over by serial number, sees what became of them, and ends the grant. */
export class AssetWriter {
  constructor(
    private readonly acts: Acts,
    private readonly grants: AssetGrantService,
  ) {}

  /**
   * Hands an asset over; a serial number is held by one grant at a time, and given again once the asset was taken back.
   *
   * @throws NotFoundError when the person is outside the viewer's write regions, or the pilot unknown.
   */
  async grant(viewer: Viewer, { idempotencyKey: key, ...input }: GrantAssetInput): Promise<AssetGrant | Refusal> {
    assertCan(viewer, 'asset:write');
    return this.acts.once<AssetGrant, Refusal>(
      viewer,
      'asset.grant',
      { key, request: input },
      (tx) => handOver(tx, input),
      (id) => this.grants.written(viewer, id),
    );
  }

  /** Records a visit, once a day; seen in use for the first time, the asset is IN_USE. */
  async followUp(viewer: Viewer, { idempotencyKey: key, ...input }: FollowUpAssetInput): Promise<AssetGrant | Refusal> {
    assertCan(viewer, 'asset:write');
    return this.acts.once<AssetGrant, Refusal>(
      viewer,
      'asset.followUp',
      { key, request: input },
      async (tx) => {
        const target = { table: 'asset_grant', entity: 'AssetGrant', id: input.assetGrantId, expectedVersion: null };
        const row = await lockRow<LockedGrant>(tx, target);
        tx.about('Worker', row.person_id);
        const visitedOn = input.visitedOn ?? tx.today;
        refuseFuture(tx, 'visitedOn', visitedOn);
        refuseBeforeGrant(tx, row, 'visitedOn', visitedOn);
        await recordVisit(tx, row, { visitedOn, isUsed: input.isUsed, finding: input.finding });
        return row.id;
      },
      (id) => this.grants.written(viewer, id),
    );
  }

  /** Takes it back, with the reason. */
  recover(viewer: Viewer, input: RecoverAssetInput): Promise<AssetGrant | Refusal> {
    return this.end(viewer, 'asset.recover', 'RECOVER', input, () => Promise.resolve(null));
  }

  /** Writes it off, with the reason. */
  writeOff(viewer: Viewer, input: WriteOffAssetInput): Promise<AssetGrant | Refusal> {
    return this.end(viewer, 'asset.writeOff', 'WRITE_OFF', input, () => Promise.resolve(null));
  }

  /** Passes it on to another person in need, with the reason. @throws NotFoundError when that person is of another region. */
  transfer(viewer: Viewer, input: TransferAssetInput): Promise<AssetGrant | Refusal> {
    return this.end(viewer, 'asset.transfer', 'TRANSFER', input, async (tx, row) => {
      if (input.toPersonId === row.person_id)
        tx.refuse(new RuleBroken('ANOTHER_PERSON', 'toPersonId', 'Name another person than who has it.'));
      return (await holdPerson(tx, input.toPersonId, 'toPersonId')).id;
    });
  }

  private async end(
    viewer: Viewer,
    action: string,
    event: 'RECOVER' | 'WRITE_OFF' | 'TRANSFER',
    { id, expectedVersion, reason }: RecoverAssetInput,
    receiver: (tx: ActTransaction, row: LockedGrant) => Promise<string | null>,
  ): Promise<AssetGrant | Refusal> {
    assertCan(viewer, 'asset:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, async (tx) => {
      const target = { table: 'asset_grant', column: 'state', machine: assetGrantMachine, id, expectedVersion, event };
      const { row, to } = await moveState<LockedGrant, AssetState, string>(tx, target);
      tx.about('Worker', row.person_id);
      await tx.query(
        `update asset_grant set state = $2, transferred_to_id = $3, ended_on = $4, ended_reason = $5, version = version + 1
         where id = $1`,
        [row.id, to, await receiver(tx, row), tx.today, reason],
      );
      tx.note({ reason });
    });
    return refused ?? this.grants.written(viewer, id);
  }
}

function refuseBeforeGrant(tx: ActTransaction, row: LockedGrant, field: string, day: LocalDate): void {
  if (day < row.given_on)
    tx.refuse(new RuleBroken('AFTER_GRANT', field, 'It had not been given then.', { earliest: row.given_on }));
}

async function recordVisit(
  tx: ActTransaction,
  row: LockedGrant,
  visit: { readonly visitedOn: LocalDate; readonly isUsed: boolean; readonly finding: string },
): Promise<void> {
  const to = row.state === AssetState.IN_USE ? AssetState.IN_USE : assetGrantMachine.target(row.state, 'SEE');
  if (to === null)
    return tx.refuse(new TransitionRefused(assetGrantMachine as unknown as StateMachine, row.state, 'SEE'));
  try {
    await tx.query(
      'insert into asset_follow_up (id, asset_grant_id, visited_on, is_used, finding) values ($1, $2, $3, $4, $5)',
      [newId(), row.id, visit.visitedOn, visit.isUsed, visit.finding],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'asset_follow_up_asset_grant_id_visited_on_unique'))
      tx.refuse(new RuleBroken('VISIT_ONCE_A_DAY', 'visitedOn', 'A visit of this day has been recorded.'));
    throw error;
  }
  if (visit.isUsed && to !== row.state)
    await tx.query('update asset_grant set state = $2, version = version + 1 where id = $1', [row.id, to]);
  tx.note({ visitedOn: visit.visitedOn, isUsed: visit.isUsed });
}
