import { connectionOf, dateField, defineList, idField, LocalDateScalar, regionField } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

import { FILES_OF_EMPLOYERS } from './employer-files';

/** A file that the union of a deregistered employer still keeps (注销单位职工档案). */
@ObjectType('FileOfDissolvedEmployer', {
  description:
    'A file of a worker whose employer is deregistered, kept by the employer’s union (注销单位职工档案): it is to be handed on.',
})
export class FileOfDissolvedEmployer {
  readonly householdId!: string;

  readonly enterpriseId!: string;

  readonly unionId!: string;

  readonly successorId!: string | null;

  readonly openTransferId!: string | null;

  @Field(() => LocalDateScalar, { description: 'Day on which the employer was deregistered (注销日期).' })
  readonly closedOn!: string;
}

/** Files of employers, by their employer's union. The service adds that the employer is gone, as of which day, and which states. */
export const dissolvedEmployerFileList = defineList({
  name: 'FileOfDissolvedEmployer',
  from: FILES_OF_EMPLOYERS,
  id: 'h.id',
  scope: 'h.region_code',
  fields: {
    region: regionField('h.region_code', 'Region of the file (所在区域).'),
    employerId: idField('h.employer_id', 'Employer that was deregistered (注销的单位).'),
    unionId: idField('h.union_id', 'Union that keeps the file (所属工会).'),
    successorId: idField('s.id', 'Union that is to take over (承接工会).'),
    closedOn: dateField('e.closed_on', 'Day of the deregistration (注销日期).'),
    openTransferId: idField('t.id', 'Transfer under way (转接中); isNull true asks for files without one.'),
  },
  order: {
    CLOSED_ON: { sql: 'e.closed_on', type: 'date', description: 'Day of the deregistration (注销日期).' },
    FILE_NO: { sql: 'h.file_no', type: 'text', description: 'Number of the file (档案编号).' },
  },
  defaultOrder: [
    ['CLOSED_ON', 'ASC'],
    ['FILE_NO', 'ASC'],
  ],
});

/** A page of such files. */
export const FileOfDissolvedEmployerConnection = connectionOf(
  FileOfDissolvedEmployer,
  'FileOfDissolvedEmployer',
  'files of deregistered employers (注销单位职工档案)',
);
