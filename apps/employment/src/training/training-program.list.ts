import {
  connectionOf,
  defineList,
  enumField,
  idField,
  intField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';

import { TrainingKind } from './training-kind';
import { TrainingProgram } from './training-program.entity';

/** Training programmes (培训项目). */
export const trainingProgramList = defineList({
  name: 'TrainingProgram',
  from: 'training_program t',
  id: 't.id',
  scope: 't.region_code',
  fields: {
    name: textField('t.name', 'Name of the programme (项目名称).'),
    kind: enumField(TrainingKind, 't.kind', 'Kind of training (培训类型).'),
    year: intField('t.year', 'Year (年度).'),
    region: regionField('t.region_code', 'Region that runs it (所在区域).'),
    unionId: idField('t.union_id', 'Union that organises it (主办工会).'),
    budget: moneyField('t.budget_fen', 'Money set aside (预算).'),
    spent: moneyField('t.spent_fen', 'Money paid so far (已支出).'),
  },
  order: {
    YEAR: { sql: 't.year', type: 'integer', description: 'Year (年度).' },
    REGION: { sql: 't.region_code', type: 'text', description: 'Region code (行政区划代码).' },
    NAME: { sql: 't.name', type: 'text', description: 'Name (项目名称).' },
    BUDGET: { sql: 't.budget_fen', type: 'bigint', description: 'Money set aside (预算).' },
    SPENT: { sql: 't.spent_fen', type: 'bigint', description: 'Money paid so far (已支出).' },
  },
  defaultOrder: [
    ['YEAR', 'DESC'],
    ['REGION', 'ASC'],
  ],
});

/** A page of training programmes. */
export const TrainingProgramConnection = connectionOf(
  TrainingProgram,
  'TrainingProgram',
  'training programmes (培训项目)',
);
