import { registerEnum } from '@nuan/federation';

/** Who asked that a household leaves (退出提出方式). */
export enum ProposedAs {
  OWN_APPLICATION = 'OWN_APPLICATION',
  HELPER_PROPOSAL = 'HELPER_PROPOSAL',
}

registerEnum(ProposedAs, 'ProposedAs', 'Who asked that a household leaves the register (退出提出方式).', {
  OWN_APPLICATION: 'The household itself (职工本人申请).',
  HELPER_PROPOSAL: 'Its helper or union (帮扶责任人提出).',
});

/** How the written notice of an exit was served (送达方式). */
export enum NoticeChannel {
  IN_PERSON = 'IN_PERSON',
  POST = 'POST',
  UNIT = 'UNIT',
}

registerEnum(NoticeChannel, 'NoticeChannel', 'How the written notice of an exit was served (送达方式).', {
  IN_PERSON: 'Handed over in person (当面送达).',
  POST: 'By post (邮寄).',
  UNIT: 'Through the unit or grass-roots union (单位转交).',
});
