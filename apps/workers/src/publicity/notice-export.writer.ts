import { assertMayWrite, type Viewer } from '@nuan/auth';
import type { Acts } from '@nuan/facts';
import { assertWritesForRegion, type Refusal } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

import { reasonOf } from '../household/plain-text';
import { type ExportPublicNoticesInput, NoticeFileFormat } from './notice-export.input';
import { noticeCsv, noticeFileName, noticeHtml } from './notice-file';
import { leakOf, type PersonalNumberFound } from './notice-leak';
import type { NoticeListService } from './notice-list.service';

/** A list as a file. */
@ObjectType('PublicNoticeFile', { description: 'A public-notice list as a file to print and post (公示名单文件).' })
export class PublicNoticeFile {
  @Field(() => String, { description: 'Name to save it by (文件名).' })
  readonly fileName!: string;

  @Field(() => String, { description: 'The file as text, in UTF-8 (内容).' })
  readonly content!: string;
}

/**
 * Gives out lists to be posted (导出公示名单). Every cell is looked through first, and the list goes out whole or not at all: lists that were
 * published with ID numbers and accounts are how people helped by unions were robbed. It is of today and of notices that stand: what was taken
 * down, because somebody was refused or thought better of it, is never posted again.
 */
export class NoticeExportWriter {
  constructor(
    private readonly acts: Acts,
    private readonly lists: NoticeListService,
  ) {}

  /**
   * Makes today's file; an act on record with its purpose.
   *
   * @throws ForbiddenError without the right, outside the viewer's write regions, or for who writes for some of their unions: the list goes out
   * in the name of the region's federation and says how many there are.
   */
  async export(
    viewer: Viewer,
    input: ExportPublicNoticesInput,
  ): Promise<PublicNoticeFile | PersonalNumberFound | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'notice:publish');
    assertWritesForRegion(viewer, 'notice:publish');
    const { regionCode, kind, format } = input;
    return this.acts.perform<PublicNoticeFile, PersonalNumberFound | Refusal>(
      viewer,
      'publicNotice.export',
      async (tx) => {
        const purpose = reasonOf(tx, input.purpose, 'purpose');
        const sourced = await this.lists.read(viewer, { regionCode, kind, on: tx.today, isStillStanding: true }, tx);
        const leak = leakOf(sourced, tx.today);
        if (leak) tx.refuse(leak);
        const { list } = sourced;
        tx.within(regionCode);
        tx.about(
          'PublicityNotice',
          sourced.sources.map(({ id }) => id),
        );
        tx.note({ purpose, format, kind, on: list.on, rows: list.rows.length });
        return Object.assign(new PublicNoticeFile(), fileOf(list, format));
      },
    );
  }
}

function fileOf(list: Parameters<typeof noticeCsv>[0], format: NoticeFileFormat): PublicNoticeFile {
  const name = noticeFileName(list);
  return format === NoticeFileFormat.CSV
    ? { fileName: `${name}.csv`, content: noticeCsv(list) }
    : { fileName: `${name}.html`, content: noticeHtml(list) };
}
