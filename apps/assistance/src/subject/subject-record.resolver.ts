import { type SubgraphContext, type SubjectReader, SubjectRecord } from '@nuan/federation';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';

/** What assistance holds of a person, for the person itself. */
@Resolver()
export class SubjectRecordResolver {
  constructor(private readonly reader: SubjectReader) {}

  @Query(() => SubjectRecord, {
    nullable: true,
    description:
      'What assistance holds of a person (帮扶资金与计划：个人信息副本), by the leave that openSubjectExport of workers gave this officer; an audited act.',
  })
  subjectAidRecord(
    @Arg('grant', () => String, { description: 'The leave (凭据).' }) grant: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<SubjectRecord> {
    return this.reader.byGrant(viewer, grant);
  }
}
