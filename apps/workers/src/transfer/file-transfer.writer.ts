import { assertCan, type Viewer, writePatterns, writesForSomeUnions } from '@nuan/auth';
import { beyondRegions, isUniqueViolation, ofWriteUnions, rowMapping } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken, TransitionRefused, VersionConflict } from '@nuan/federation';
import { FileStatus, isUuid, newId } from '@nuan/kernel';
import { findRegion, PROVINCE_CODE } from '@nuan/regions';

import { appendEvent, lockFile, readFile } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import { reasonOf } from '../household/plain-text';
import { assertUnionExists } from '../projection/existing-union';
import { FileTransfer } from './file-transfer.entity';
import type { DecideTransferInput, ProposeTransferInput } from './file-transfer.inputs';
import { fileTransferMachine } from './file-transfer.machine';
import type { FileTransferService } from './file-transfer.service';

const rows = rowMapping(FileTransfer, 't');

/** One transfer of a file is under way at a time: the constraint decides. */
export const UNIQUE_OPEN_TRANSFER = 'file_transfer_household_id_open_unique';

type Side = 'from_region_code' | 'to_region_code';
type Event = 'ACCEPT' | 'DECLINE' | 'WITHDRAW';

/** Moves files between unions (档案转接): the one side proposes, the other accepts, and only then the file moves. */
export class FileTransferWriter {
  constructor(
    private readonly acts: Acts,
    private readonly transfers: FileTransferService,
  ) {}

  /**
   * Proposes that a file moves. The file stays where it is until the other side accepts.
   *
   * @throws ForbiddenError when the viewer may not transfer files. NotFoundError outside its regions. InvalidInputError for an unknown region or union.
   */
  async propose(viewer: Viewer, input: ProposeTransferInput): Promise<FileTransfer | Refusal> {
    assertCan(viewer, 'household:transfer');
    const { idempotencyKey: key, ...request } = input;
    if (!isUuid(input.toUnionId)) throw new InvalidInputError('toUnionId', 'UNION_ID', 'This is no id of a union.');
    try {
      return await this.acts.once<FileTransfer, Refusal>(
        viewer,
        'transfer.propose',
        { key, request },
        (tx) => insertTransfer(tx, input),
        (id) => this.transfers.get(viewer, id),
      );
    } catch (error) {
      if (isUniqueViolation(error, UNIQUE_OPEN_TRANSFER))
        return new RuleBroken('TRANSFER_UNDER_WAY', 'householdId', 'Another transfer of this file is under way.');
      throw error;
    }
  }

  /**
   * Accepts a transfer: the file and its members now belong to the receiving region and union, and the giving side sees the
   * record alone. Of two who accept at once the row's lock lets one; the other learns that it was accepted.
   *
   * @throws ForbiddenError when the viewer may not transfer files. NotFoundError when it doesn't write in the receiving region.
   */
  accept(viewer: Viewer, input: DecideTransferInput): Promise<FileTransfer | Refusal> {
    return this.decide(viewer, input, 'ACCEPT', 'to_region_code', async (tx, transfer) => {
      if (transfer.proposedBy === viewer.subject)
        tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'Who proposed a transfer does not accept it.'));
      await refuseReinstated(tx, transfer);
      await beyondRegions('the receiving side takes a file over that lies on the giving side', () =>
        moveFile(tx, transfer),
      );
    });
  }

  /**
   * Declines a transfer with a reason; the file stays.
   *
   * @throws ForbiddenError when the viewer may not transfer files. NotFoundError when it doesn't write in the receiving region.
   */
  decline(viewer: Viewer, input: DecideTransferInput): Promise<FileTransfer | Refusal> {
    return this.decide(viewer, input, 'DECLINE', 'to_region_code', async (tx) => {
      reasonOf(tx, input.opinion ?? '', 'opinion');
      return Promise.resolve();
    });
  }

  /**
   * Takes a proposed transfer back.
   *
   * @throws ForbiddenError when the viewer may not transfer files. NotFoundError when it doesn't write in the giving region.
   */
  withdraw(viewer: Viewer, input: DecideTransferInput): Promise<FileTransfer | Refusal> {
    return this.decide(viewer, input, 'WITHDRAW', 'from_region_code', () => Promise.resolve());
  }

  private async decide(
    viewer: Viewer,
    input: DecideTransferInput,
    event: Event,
    side: Side,
    effect: (tx: ActTransaction, transfer: FileTransfer) => Promise<void>,
  ): Promise<FileTransfer | Refusal> {
    assertCan(viewer, 'household:transfer');
    return this.acts.perform<FileTransfer, Refusal>(viewer, `transfer.${event.toLowerCase()}`, async (tx) => {
      const transfer = await lockTransfer(tx, input.id, side);
      const to = fileTransferMachine.target(transfer.state, event);
      if (to === null) return tx.refuse(new TransitionRefused(fileTransferMachine, transfer.state, event));
      if (transfer.version !== input.expectedVersion)
        tx.refuse(new VersionConflict('FileTransfer', input.id, transfer.version));
      const opinion = input.opinion ? reasonOf(tx, input.opinion, 'opinion') : null;
      await effect(tx, transfer);
      tx.note({ from: transfer.fromRegionCode, to: transfer.toRegionCode, state: to, opinion });
      const [[row] = []] = await tx.query<[Record<string, unknown>[], number]>(
        `update file_transfer t set state = $2, decided_by = $3, decided_at = $4, opinion = $5, version = t.version + 1
         where t.id = $1 returning ${rows.columns}`,
        [input.id, to, viewer.subject, tx.now, opinion],
      );
      return rows.map(row ?? {});
    });
  }
}

async function insertTransfer(tx: ActTransaction, input: ProposeTransferInput): Promise<string> {
  const file = await lockFile(tx, input.householdId, input.expectedVersion);
  const explanation = reasonOf(tx, input.explanation, 'explanation');
  if (file.status !== FileStatus.RECORDED)
    tx.refuse(
      new RuleBroken(
        'FILE_IN_MOTION',
        'householdId',
        'A file moves while it is on the register and nothing else is under way.',
        {
          status: file.status,
        },
      ),
    );
  if (input.toRegion === PROVINCE_CODE || findRegion(input.toRegion, tx.today) === null)
    throw new InvalidInputError('toRegion', 'REGION_VALID_TODAY', 'No county or city with this code exists today.');
  if (input.toUnionId === file.unionId)
    tx.refuse(new RuleBroken('TRANSFER_GOES_ELSEWHERE', 'toUnionId', 'This union keeps the file already.'));
  await assertUnionExists(tx, input.toUnionId, 'toUnionId');
  const id = newId();
  await tx.query(
    `insert into file_transfer (id, household_id, file_no, state, from_region_code, from_union_id, to_region_code, to_union_id, reason,
       explanation, proposed_by, proposed_at, version)
     values ($1, $2, $3, 'PROPOSED', $4, $5, $6, $7, $8, $9, $10, $11, 1)`,
    [
      id,
      file.id,
      file.fileNo,
      file.regionCode,
      file.unionId,
      input.toRegion,
      input.toUnionId,
      input.reason,
      explanation,
      tx.viewer.subject,
      tx.now,
    ],
  );
  tx.about('FileTransfer', id);
  tx.note({ from: file.regionCode, to: input.toRegion, reason: input.reason });
  await appendEvent(tx, file.id, { kind: FileEventKind.TRANSFER_PROPOSED, note: explanation });
  return id;
}

/** Locks a transfer for who writes on one of its sides. */
async function lockTransfer(tx: ActTransaction, id: string, side: Side): Promise<FileTransfer> {
  const [row] = isUuid(id)
    ? await tx.query<Record<string, unknown>[]>(
        `select ${rows.columns} from file_transfer t where t.id = $1 and t.${side} like any($2::text[]) ${ofSide(tx, side)} for update`,
        [id, writePatterns(tx.viewer)],
      )
    : [];
  if (!row) throw new NotFoundError('FileTransfer', id);
  const transfer = rows.map(row);
  tx.about('FileTransfer', id);
  tx.about('Household', transfer.householdId);
  tx.within(side === 'to_region_code' ? transfer.toRegionCode : transfer.fromRegionCode);
  return transfer;
}

/** A file leaves its union because the employer is gone: where the deregistration was taken back since, it stays. */
async function refuseReinstated(tx: ActTransaction, { employerTransferId }: FileTransfer): Promise<void> {
  if (employerTransferId === null) return;
  const [employer] = await beyondRegions('one act may hand on files of several counties', () =>
    tx.query<{ isGone: boolean }[]>(
      `select coalesce(e.closed_on <= $2, false) as "isGone" from employer_transfer a
       join enterprise_projection e on e.id = a.enterprise_id where a.id = $1`,
      [employerTransferId, tx.today],
    ),
  );
  if (employer?.isGone === false)
    tx.refuse(
      new RuleBroken('EMPLOYER_REGISTERED', 'id', 'The employer is registered again: decline, the file stays.'),
    );
}

/** The union of that side too, for who writes for some unions only. */
function ofSide({ viewer }: ActTransaction, side: Side): string {
  const column = side === 'to_region_code' ? 't.to_union_id' : 't.from_union_id';
  return writesForSomeUnions(viewer) ? `and ${ofWriteUnions(column)}` : '';
}

/** The file and its members change region and union; what they did before keeps the codes of its time. */
async function moveFile(tx: ActTransaction, transfer: FileTransfer): Promise<void> {
  const { householdId, fromRegionCode, fromUnionId, toRegionCode, toUnionId } = transfer;
  await tx.query('select id from household where id = $1 for update', [householdId]);
  const file = await readFile(tx, householdId);
  if (file.status !== FileStatus.RECORDED || file.regionCode !== fromRegionCode || file.unionId !== fromUnionId)
    tx.refuse(
      new RuleBroken(
        'FILE_IN_MOTION',
        'id',
        'The file has changed since: something else is under way, or it is no longer there.',
        {
          status: file.status,
        },
      ),
    );
  await tx.query(
    'update household set region_code = $2, union_id = $3, version = version + 1, changed_at = $4 where id = $1',
    [householdId, toRegionCode, toUnionId, tx.now],
  );
  await tx.query(
    `update worker set region_code = $2, union_id = case when union_id = $4 then $3 else union_id end, version = version + 1
     where household_id = $1`,
    [householdId, toRegionCode, toUnionId, fromUnionId],
  );
  await tx.query(
    `update category_override set region_code = $2, version = version + 1 where household_id = $1 and state = 'PENDING'`,
    [householdId, toRegionCode],
  );
  await appendEvent(tx, householdId, { kind: FileEventKind.MOVED, note: `${fromRegionCode} → ${toRegionCode}` });
}
