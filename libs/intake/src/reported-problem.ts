import {
  type Connection,
  connectionOf,
  defineList,
  enumField,
  intField,
  type ListRequest,
  registerEnum,
  textField,
} from '@nuan/federation';
import type { Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';

/** Whether a reported problem bars its row (问题级别). */
export enum ProblemLevel {
  ERROR = 'ERROR',
  NOTE = 'NOTE',
}

registerEnum(ProblemLevel, 'ProblemLevel', 'Whether a problem bars its row (问题级别).', {
  ERROR: 'The row is not taken until it is mended (错误).',
  NOTE: 'The row is taken; something was read otherwise than written (提示).',
});

/** What was wrong with a row of a file (行级问题): where, by which rule, what to write. The value itself is never kept. */
@Entity({ name: 'row_problem' })
@Directive('@shareable')
@ObjectType('RowProblem', { description: 'What was wrong with a row of a file (行级问题), never with its value.' })
export class ReportedProblem {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the problem (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'run_id' })
  runId!: string;

  /** Order in which problems of one run were found. */
  @Column({ type: 'integer' })
  seq!: number;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Line of the file as a spreadsheet counts it, from 1 (行号).' })
  line!: number;

  @Column({ type: 'text', name: 'column_title', nullable: true })
  @Field(() => String, { nullable: true, description: 'Title of the column (列名); null when the whole row is meant.' })
  column!: string | null;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'The rule (规则), a stable name such as RESIDENT_ID.' })
  rule!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What is wrong and what to write instead (说明).' })
  message!: string;

  @Column({ type: 'text' })
  @Field(() => ProblemLevel, { name: 'level', description: 'Whether it bars the row (问题级别).' })
  weight!: ProblemLevel;
}

const problemList = defineList({
  name: 'RowProblem',
  from: 'row_problem p',
  id: 'p.id',
  scope: null,
  fields: {
    level: enumField(ProblemLevel, 'p.weight', 'Whether it bars the row (问题级别).'),
    rule: textField('p.rule', 'The rule (规则).'),
    line: intField('p.line', 'Line of the file (行号).'),
  },
  order: {
    LINE: { sql: 'p.line', type: 'integer', description: 'Line of the file (行号).' },
    FOUND: { sql: 'p.seq', type: 'integer', description: 'Order in which it was found (发现顺序).' },
  },
  defaultOrder: [
    ['LINE', 'ASC'],
    ['FOUND', 'ASC'],
  ],
});

/** A page of problems, by line. */
export const RowProblemConnection = connectionOf(ReportedProblem, 'RowProblem', 'problems of a file (行级问题)', {
  isShareable: true,
});

const problems = rowMapping(ReportedProblem, 'p');

/** A page of a run's report, for a caller who was found to see the run. */
export function problemPage(
  db: DataSource,
  viewer: Viewer,
  runId: string,
  request: Pick<ListRequest, 'first' | 'after'>,
): Promise<Connection<ReportedProblem>> {
  return problemList.page(db, viewer, request, {
    select: problems.columns,
    map: problems.map,
    where: [(params) => `p.run_id = ${params.add(runId)}`],
  });
}
