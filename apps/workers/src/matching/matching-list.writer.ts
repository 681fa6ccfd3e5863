import { assertMayWrite, assertCan, type Viewer } from '@nuan/auth';
import { ForbiddenError, InvalidInputError, NotFoundError } from '@nuan/errors';
import { type Acts, type ActTransaction, departmentOf, startJob } from '@nuan/facts';
import { assertWritesForRegion, type Refusal } from '@nuan/federation';
import { orUploadOutcome, reportProblems, type UploadActor, UploadState, type UploadStore } from '@nuan/intake';
import { isUuid, newId } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import type { MatchingList } from './matching-list.entity';
import type { AppendMatchingListInput, FinishMatchingListInput, StartMatchingListInput } from './matching.inputs';
import type { MatchingService } from './matching.service';

/** Kind of the job that reads and matches a list. */
export const MATCHING_JOB = 'matching.match';

interface LockedList {
  readonly id: string;
  readonly state: string;
  readonly upload_id: string;
  readonly region_code: string;
}

/** Takes in the lists of partner departments (比对名单): announced, sent in pieces, completed, then read and matched by a job. */
export class MatchingListWriter {
  constructor(
    private readonly acts: Acts,
    private readonly lists: MatchingService,
    private readonly store: UploadStore,
  ) {}

  /**
   * Announces a list. A file that the department handed in before for this source is recognised and answered with its list.
   *
   * @throws ForbiddenError unless the caller is a department with the right, and the region is its own, with all its unions: a list meets
   * whoever lives there.
   */
  async start(viewer: Viewer, { idempotencyKey, ...input }: StartMatchingListInput): Promise<MatchingList | Refusal> {
    const department = submitterOf(viewer);
    assertMayWrite(viewer, input.regionCode, 'match:submit');
    return this.acts.once<MatchingList, Refusal>(
      viewer,
      'matching.start',
      { key: idempotencyKey, request: input },
      async (tx) => {
        if (input.asOfOn > tx.today)
          throw new InvalidInputError('asOfOn', 'NOT_IN_FUTURE', 'Data holds as of today or earlier.');
        // The list is matched with files of today, which have followed a division that ended.
        refuseRegion(tx, 'regionCode', input.regionCode);
        const purpose = `matching:${input.source}`;
        const announced = { purpose, owner: department, ...input };
        const upload = await orUploadOutcome(tx, 'sha256', this.store.begin(tx, actorOf(tx), announced));
        return this.listOf(tx, upload.id, department, input);
      },
      (id) => this.lists.get(viewer, id),
    );
  }

  /** Takes a piece; the last one sent again changes nothing. */
  async append(viewer: Viewer, { id, offset, content }: AppendMatchingListInput): Promise<MatchingList | Refusal> {
    const department = submitterOf(viewer);
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'matching.append', async (tx) => {
      const list = await this.lock(tx, id, department);
      const append = this.store.append(tx, actorOf(tx), list.upload_id, offset, content);
      await orUploadOutcome(tx, 'offset', append);
      return id;
    });
    return typeof outcome === 'string' ? this.lists.get(viewer, outcome) : outcome;
  }

  /** Completes a list: its rows are then read and matched. A checksum that differs refuses it; done again, it changes nothing. */
  async finish(viewer: Viewer, { id }: FinishMatchingListInput): Promise<MatchingList | Refusal> {
    const department = submitterOf(viewer);
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'matching.finish', async (tx) => {
      const list = await this.lock(tx, id, department);
      if (list.state !== 'RECEIVING') return id;
      const upload = await orUploadOutcome(tx, 'id', this.store.finish(tx, actorOf(tx), list.upload_id));
      const isComplete = upload.state === UploadState.COMPLETE;
      if (!isComplete) await reportProblems(tx, id, [WRONG_CHECKSUM]);
      await tx.query('update matching_list set state = $2, received_at = $3, version = version + 1 where id = $1', [
        id,
        isComplete ? 'READING' : 'REFUSED',
        isComplete ? tx.now : null,
      ]);
      if (isComplete) await startJob(tx, { kind: MATCHING_JOB, subjectId: id, regionCode: list.region_code });
      tx.note({ bytes: upload.bytes, sha256: upload.sha256.toString('hex'), state: upload.state });
      return id;
    });
    return typeof outcome === 'string' ? this.lists.get(viewer, outcome) : outcome;
  }

  private async listOf(
    tx: ActTransaction,
    uploadId: string,
    department: string,
    input: Omit<StartMatchingListInput, 'idempotencyKey'>,
  ): Promise<string> {
    const [made] = await tx.query<{ id: string }[]>(
      `insert into matching_list (id, source, department, authorisation, region_code, upload_id, as_of_on, state, submitted_by, submitted_at,
         row_count, entry_count, barred_count, match_count)
       values ($1, $2, $3, $4, $5, $6, $7, 'RECEIVING', $8, $9, 0, 0, 0, 0)
       on conflict on constraint matching_list_upload_id_unique do update set upload_id = excluded.upload_id returning id`,
      [
        newId(),
        input.source,
        department,
        input.authorisation,
        input.regionCode,
        uploadId,
        input.asOfOn,
        tx.viewer.subject,
        tx.now,
      ],
    );
    const id = made?.id ?? '';
    tx.about('MatchingList', id);
    tx.within(input.regionCode);
    tx.note({ source: input.source, department, authorisation: input.authorisation });
    return id;
  }

  /** Locks a list of the caller's own department. */
  private async lock(tx: ActTransaction, id: string, department: string): Promise<LockedList> {
    const [list] = isUuid(id)
      ? await tx.query<LockedList[]>(
          'select id, state, upload_id, region_code from matching_list where id = $1 and department = $2 for update',
          [id, department],
        )
      : [];
    if (!list) throw new NotFoundError('MatchingList', id);
    tx.about('MatchingList', id);
    tx.within(list.region_code);
    return list;
  }
}

const WRONG_CHECKSUM = {
  line: 1,
  column: null,
  rule: 'CHECKSUM',
  message: 'What came is not what was announced: the checksum differs. Send the file again.',
  weight: 'ERROR',
} as const;

const actorOf = ({ viewer, now }: ActTransaction): UploadActor => ({ subject: viewer.subject, now });

/** The department on whose behalf lists are handed in. They meet whoever lives in a region. */
function submitterOf(viewer: Viewer): string {
  assertCan(viewer, 'match:submit');
  assertWritesForRegion(viewer, 'match:submit');
  const department = departmentOf(viewer);
  if (department === null)
    throw new ForbiddenError('match:submit', 'Lists are handed in by a department; your token names none.');
  return department;
}
