import { registerEnum } from '@nuan/federation';

/** What a public notice is about (公示事项). */
export enum PublicityKind {
  FILING = 'FILING',
  EXIT = 'EXIT',
}

registerEnum(PublicityKind, 'PublicityKind', 'What a public notice is about (公示事项).', {
  FILING: 'Filing of a household (建档公示).',
  EXIT: 'Exit of a household (退出公示).',
});

/** How a public notice ended (公示结果). */
export enum PublicityOutcome {
  UNCONTESTED = 'UNCONTESTED',
  OBJECTION_DISMISSED = 'OBJECTION_DISMISSED',
  OBJECTION_UPHELD = 'OBJECTION_UPHELD',
  TAKEN_DOWN = 'TAKEN_DOWN',
}

registerEnum(PublicityOutcome, 'PublicityOutcome', 'How a public notice ended (公示结果).', {
  UNCONTESTED: 'Without objection (无异议).',
  OBJECTION_DISMISSED: 'Objections were found groundless (异议不成立).',
  OBJECTION_UPHELD: 'An objection was upheld (异议成立).',
  TAKEN_DOWN: 'Taken down, because its matter was returned, refused or withdrawn (撤下).',
});

/** State of an objection (异议状态). */
export enum ObjectionState {
  OPEN = 'OPEN',
  DISMISSED = 'DISMISSED',
  UPHELD = 'UPHELD',
}

registerEnum(ObjectionState, 'ObjectionState', 'State of an objection (异议状态).', {
  OPEN: 'Being looked into (核查中); bars the closing of the notice.',
  DISMISSED: 'Found groundless (不成立).',
  UPHELD: 'Found right (成立).',
});
