import { registerEnum } from '@nuan/federation';

/** State of a batch of payments (批次状态): what its lines have in common; the lines have their own states. */
export enum BatchStatus {
  DRAFT = 'DRAFT',
  FILLING = 'FILLING',
  VALIDATING = 'VALIDATING',
  VALIDATED = 'VALIDATED',
  RESERVING = 'RESERVING',
  RESERVED = 'RESERVED',
  APPROVING = 'APPROVING',
  APPROVED = 'APPROVED',
  SENDING = 'SENDING',
  SENT = 'SENT',
  SETTLED = 'SETTLED',
  CANCELLING = 'CANCELLING',
  CANCELLED = 'CANCELLED',
}

registerEnum(BatchStatus, 'BatchStatus', 'State of a batch of payments (批次状态); its lines have their own states.', {
  DRAFT: 'Being drawn up: lines may be added (草拟).',
  FILLING: 'Lines are being made by its rule (生成明细中).',
  VALIDATING: 'Lines are being checked (核验中).',
  VALIDATED: 'Every line is checked; those with a problem stay behind (已核验).',
  RESERVING: 'Money is being set aside line by line (预留中).',
  RESERVED: 'Money is set aside as far as it went (已预留).',
  APPROVING: 'The approval is being written to the lines (审批中).',
  APPROVED: 'Every line with money is approved (已审批).',
  SENDING: 'Lines are being handed over (发送中).',
  SENT: 'Every approved line is with the bank, or out for delivery (已发送).',
  SETTLED: 'Every line that was sent has its answer (已结清).',
  CANCELLING: 'Lines are being given up (取消中).',
  CANCELLED: 'Given up; money that was set aside is free again (已取消).',
});
