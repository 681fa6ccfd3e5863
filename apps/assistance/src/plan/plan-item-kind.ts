import { registerEnum } from '@nuan/federation';

/** What a plan item delivers (计划措施). The first four are the four deliveries of the 2017 campaign (送政策、送岗位、送信息、送慰问金). */
export enum PlanItemKind {
  POLICY = 'POLICY',
  JOB = 'JOB',
  INFORMATION = 'INFORMATION',
  CONSOLATION_MONEY = 'CONSOLATION_MONEY',
  LIVING_AID = 'LIVING_AID',
  MEDICAL_AID = 'MEDICAL_AID',
  STUDY_AID = 'STUDY_AID',
  LEGAL_AID = 'LEGAL_AID',
  TRAINING = 'TRAINING',
  SOCIAL_INSURANCE = 'SOCIAL_INSURANCE',
  STARTUP = 'STARTUP',
  ASSET = 'ASSET',
}

registerEnum(
  PlanItemKind,
  'PlanItemKind',
  'What a plan item delivers (措施类型): relief (输血) or earning power (造血).',
  {
    POLICY: 'Policy brought to the door (送政策).',
    JOB: 'A job offered (送岗位).',
    INFORMATION: 'Information passed on (送信息).',
    CONSOLATION_MONEY: 'Consolation money (送慰问金).',
    LIVING_AID: 'Living aid (生活救助).',
    MEDICAL_AID: 'Medical aid (医疗救助).',
    STUDY_AID: 'Study aid, such as the autumn scholarship (金秋助学).',
    LEGAL_AID: 'Legal aid (法律援助).',
    TRAINING: 'Free training for a new job or a start-up (转岗就业创业培训).',
    SOCIAL_INSURANCE: 'Help to join social insurance or obtain its benefits (社会保险).',
    STARTUP: 'Support of a start-up of the household (扶持创业).',
    ASSET: 'A productive asset to make a living by, such as a breakfast cart (生产资料扶持).',
  },
);
