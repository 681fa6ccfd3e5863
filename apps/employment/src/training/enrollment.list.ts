import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  intField,
  regionField,
} from '@nuan/federation';

import { EnrollmentState } from './enrollment-state';
import { Enrollment } from './enrollment.entity';
import { TrainingKind } from './training-kind';

/** Participations in training with the facts of their programme, and of the person from the projection. */
export const enrollmentList = defineList({
  name: 'Enrollment',
  from: `enrollment n join training_session s on s.id = n.session_id join training_program t on t.id = s.program_id
    left join worker_projection w on w.id = n.person_id`,
  id: 'n.id',
  scope: 'n.region_code',
  fields: {
    state: enumField(EnrollmentState, 'n.state', 'State (参训状态).'),
    enrolledOn: dateField('n.enrolled_on', 'Day of the application (报名日期).'),
    completedOn: dateField('n.completed_on', 'Day of completion (结业日期).'),
    region: regionField('n.region_code', 'Region of the person (所在区域).'),
    personId: idField('n.person_id', 'The person (职工).'),
    sessionId: idField('n.session_id', 'The session (培训班次).'),
    programId: idField('s.program_id', 'The programme (培训项目).'),
    programKind: enumField(TrainingKind, 't.kind', 'Kind of the programme (培训类型).'),
    programYear: intField('t.year', 'Year of the programme (年度).'),
    isMigrant: booleanField('w.is_migrant', 'Whether the person is a migrant worker (农民工).'),
  },
  order: {
    ENROLLED_ON: { sql: 'n.enrolled_on', type: 'date', description: 'Day of the application (报名日期).' },
    REGION: { sql: 'n.region_code', type: 'text', description: 'Region code of the person (行政区划代码).' },
  },
  defaultOrder: [['ENROLLED_ON', 'DESC']],
});

/** A page of participations. */
export const EnrollmentConnection = connectionOf(Enrollment, 'Enrollment', 'participations in training (参训记录)');
