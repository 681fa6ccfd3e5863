import { connectionOf, dateField, defineList, idField, LocalDateScalar, regionField } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

/** A file that a dissolved union still keeps (撤销工会所管档案). */
@ObjectType('FileOfDissolvedUnion', {
  description: 'A file whose union is dissolved (撤销工会所管档案): it is to be handed on to the successor.',
})
export class FileOfDissolvedUnion {
  readonly householdId!: string;

  readonly unionId!: string;

  readonly successorId!: string | null;

  readonly openTransferId!: string | null;

  @Field(() => LocalDateScalar, { description: 'Day on which its union was dissolved (撤销日期).' })
  readonly dissolvedOn!: string;
}

/** Files that are not closed and whose union is in the copy as dissolved. The service adds which day, and which states. */
export const dissolvedUnionFileList = defineList({
  name: 'FileOfDissolvedUnion',
  from: `household h join union_projection u on u.id = h.union_id
    left join file_transfer t on t.household_id = h.id and t.state = 'PROPOSED'`,
  id: 'h.id',
  scope: 'h.region_code',
  fields: {
    region: regionField('h.region_code', 'Region of the file (所在区域).'),
    unionId: idField('u.id', 'Union that was dissolved (撤销的工会).'),
    successorId: idField('u.successor_id', 'Union that took over (承接工会).'),
    dissolvedOn: dateField('u.dissolved_on', 'Day of the dissolution (撤销日期).'),
    openTransferId: idField('t.id', 'Transfer under way (转接中); isNull true asks for files without one.'),
  },
  order: {
    DISSOLVED_ON: { sql: 'u.dissolved_on', type: 'date', description: 'Day of the dissolution (撤销日期).' },
    FILE_NO: { sql: 'h.file_no', type: 'text', description: 'Number of the file (档案编号).' },
  },
  defaultOrder: [
    ['DISSOLVED_ON', 'ASC'],
    ['FILE_NO', 'ASC'],
  ],
});

/** A page of such files. */
export const FileOfDissolvedUnionConnection = connectionOf(
  FileOfDissolvedUnion,
  'FileOfDissolvedUnion',
  'files of dissolved unions (撤销工会所管档案)',
);
