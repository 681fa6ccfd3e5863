import { defineStateMachine } from '@nuan/kernel';

import { BatchStatus } from './batch-status';

const S = BatchStatus;

/**
 * The life of a batch. Each long step has a state of its own while its job runs, and a batch in such a state takes no other
 * step; the job's last act ends it. Lines with a problem don't hold the others up: they may be checked again, and lines
 * without money may be reserved again, as long as the batch isn't approved. What the bank could not pay goes the same way once more, approved anew, without the
 * lines that are paid.
 */
export const paymentBatchMachine = defineStateMachine({
  name: 'PaymentBatch',
  title: 'Batch of payments (发放批次)',
  states: Object.values(BatchStatus),
  initial: S.DRAFT,
  transitions: [
    { event: 'FILL', from: [S.DRAFT], to: S.FILLING, title: 'Make lines by the rule (生成明细)' },
    { event: 'FINISH_FILLING', from: [S.FILLING], to: S.DRAFT, title: 'Lines are made (明细已生成)' },
    { event: 'VALIDATE', from: [S.DRAFT, S.VALIDATED], to: S.VALIDATING, title: 'Check the lines (核验)' },
    { event: 'FINISH_VALIDATION', from: [S.VALIDATING], to: S.VALIDATED, title: 'Lines are checked (核验完成)' },
    { event: 'RESERVE', from: [S.VALIDATED, S.RESERVED], to: S.RESERVING, title: 'Set money aside (预留)' },
    { event: 'FINISH_RESERVATION', from: [S.RESERVING], to: S.RESERVED, title: 'Money is set aside (预留完成)' },
    { event: 'APPROVE', from: [S.RESERVED], to: S.APPROVING, title: 'Approve the lines with money (审批)' },
    { event: 'FINISH_APPROVAL', from: [S.APPROVING], to: S.APPROVED, title: 'Lines are approved (审批完成)' },
    { event: 'SEND', from: [S.APPROVED], to: S.SENDING, title: 'Hand the approved lines over (发送)' },
    { event: 'FINISH_SENDING', from: [S.SENDING], to: S.SENT, title: 'Lines are handed over (发送完成)' },
    { event: 'SETTLE', from: [S.SENT], to: S.SETTLED, title: 'Every answer is here (结清)' },
    { event: 'RETRY', from: [S.SETTLED], to: S.RESERVING, title: 'Set money aside again for what failed (失败重发)' },
    { event: 'FINISH_IN_VAIN', from: [S.RESERVING], to: S.SETTLED, title: 'Nothing that failed got money (重发未果)' },
    {
      event: 'CANCEL',
      from: [S.DRAFT, S.VALIDATED, S.RESERVED, S.APPROVED],
      to: S.CANCELLING,
      title: 'Give the batch up (取消)',
    },
    { event: 'FINISH_CANCELLATION', from: [S.CANCELLING], to: S.CANCELLED, title: 'Lines are given up (取消完成)' },
  ],
});
