import { assertRegion, scopePatterns, type Viewer } from '@nuan/auth';
import { maskName } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import { type HardshipCategory, type LocalDate, regionPrefix } from '@nuan/kernel';
import { findRegion } from '@nuan/regions';
import type { DataSource } from 'typeorm';

import { PublicNoticeList, PublicNoticeRow } from './notice-list';
import type { PublicityKind } from './publicity-kind';

/** Which list. */
export interface ListWanted {
  readonly regionCode: string;
  readonly kind: PublicityKind;
  /** Day on which the notices stand. */
  readonly on: LocalDate;
  /** Only those that nobody has closed since: what is posted anew is what still stands. */
  readonly isStillStanding?: boolean;
}

/** A line with what it was made from, which the mask would hide from whoever looks through it. */
export interface SourcedRow {
  readonly row: PublicNoticeRow;
  readonly name: string;
  /** The notice. */
  readonly id: string;
}

/** A list before it is given out. */
export interface SourcedList {
  readonly list: PublicNoticeList;
  readonly sources: readonly SourcedRow[];
}

interface NoticeRow {
  readonly id: string;
  readonly name: string;
  readonly region_code: string;
  readonly union_name: string | null;
  readonly category: HardshipCategory | null;
  readonly posted_on: string;
  readonly earliest_end_on: string;
  readonly place: string;
}

/** Lines of one list; a city with more posts by county. */
export const MOST_ROWS = 5000;

/** The head of an application is a person of it until the file is recorded, and then stays there as it was posted. */
const SUBJECT = {
  FILING: `join filing_application s on s.id = n.application_id
    join filing_person p on p.application_id = s.id and p.is_current and p.relation = 'HEAD'
    left join union_projection u on u.id = s.union_id`,
  EXIT: `join exit_review s on s.id = n.exit_review_id join household h on h.id = s.household_id
    join worker p on p.id = h.head_id left join union_projection u on u.id = h.union_id`,
} as const;

const CATEGORY = { FILING: 's.category', EXIT: 'h.category' } as const;

/** Reads the lists that are posted (公示名单), within the viewer's regions. */
export class NoticeListService {
  constructor(private readonly db: Pick<DataSource, 'query'>) {}

  /**
   * The notices of a kind that stand on a day in a region.
   *
   * @throws ForbiddenError without the right or outside the viewer's regions. InvalidInputError for a region that the list of divisions lacks.
   */
  async list(viewer: Viewer, wanted: ListWanted): Promise<PublicNoticeList> {
    return (await this.read(viewer, wanted, this.db)).list;
  }

  /** The same with what each line was made from; inside an act when its transaction is given. */
  async read(viewer: Viewer, wanted: ListWanted, db: Pick<DataSource, 'query'>): Promise<SourcedList> {
    const { regionCode, kind, on, isStillStanding = false } = wanted;
    assertRegion(viewer, regionCode, 'notice:publish');
    const region = findRegion(regionCode);
    if (!region) throw new InvalidInputError('regionCode', 'REGION_UNKNOWN', 'There is no region with this code.');
    const found = await db.query<NoticeRow[]>(
      `select n.id, p.name, s.region_code, u.name as union_name, ${CATEGORY[kind]} as category, n.posted_on::text, n.earliest_end_on::text, n.place
       from publicity_notice n ${SUBJECT[kind]}
       where n.kind = $1 and n.posted_on <= $2 and (n.closed_on is null or n.closed_on > $2 and not $6::boolean)
         and s.region_code like $3 and s.region_code like any($4::text[])
       order by n.posted_on, n.id limit $5`,
      [kind, on, `${regionPrefix(regionCode)}%`, scopePatterns(viewer), MOST_ROWS + 1, isStillStanding],
    );
    if (found.length > MOST_ROWS)
      throw new InvalidInputError('regionCode', 'LIST_TOO_LONG', 'Post so many notices county by county.', {
        most: MOST_ROWS,
      });
    const sources = found.map((notice, at) => ({ row: rowOf(notice, at + 1), name: notice.name, id: notice.id }));
    const rows = sources.map(({ row }) => row);
    const heading = (await federationOf(db, regionCode)) ?? region.name;
    return { list: Object.assign(new PublicNoticeList(), { regionCode, heading, kind, on, rows }), sources };
  }
}

function rowOf(notice: NoticeRow, number: number): PublicNoticeRow {
  return Object.assign(new PublicNoticeRow(), {
    number,
    nameMasked: maskName(notice.name),
    organisation: notice.union_name ?? findRegion(notice.region_code)?.name ?? notice.region_code,
    category: notice.category,
    postedOn: notice.posted_on,
    openUntil: notice.earliest_end_on,
    objectAt: notice.place,
  });
}

/** The name of the region's own federation; null while it is not known here. */
async function federationOf(db: Pick<DataSource, 'query'>, regionCode: string): Promise<string | null> {
  const [union] = await db.query<{ name: string | null }[]>(
    `select name from union_projection where region_code = $1 and level <> 'GRASSROOTS' and dissolved_on is null order by id limit 1`,
    [regionCode],
  );
  return union?.name ?? null;
}
