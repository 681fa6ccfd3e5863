import { registerEnum } from '@nuan/federation';

/** Kind of a training programme (培训类型). */
export enum TrainingKind {
  OVERCAPACITY = 'OVERCAPACITY',
  RESKILLING = 'RESKILLING',
  STARTUP = 'STARTUP',
  JOB_RETENTION = 'JOB_RETENTION',
  SKILL_UPGRADE = 'SKILL_UPGRADE',
}

registerEnum(TrainingKind, 'TrainingKind', 'Kind of a training programme (培训类型).', {
  OVERCAPACITY: 'For workers diverted from over-capacity enterprises (产能过剩企业职工转岗培训).',
  RESKILLING: 'For a new occupation (转岗技能培训).',
  STARTUP: 'For starting a business (创业培训).',
  JOB_RETENTION: 'To keep a job (稳岗培训).',
  SKILL_UPGRADE: 'For a higher skill in the same occupation (技能提升培训).',
});
