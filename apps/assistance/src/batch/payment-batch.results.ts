import { mutationResult } from '@nuan/federation';

import { PaymentBatch } from './payment-batch.entity';

const batch = (): readonly [typeof PaymentBatch] => [PaymentBatch];

export const CreatePaymentBatchResult = mutationResult(
  'CreatePaymentBatchResult',
  'What came of making a batch (新建结果).',
  batch,
);
export const AddBatchLinesResult = mutationResult(
  'AddBatchLinesResult',
  'What came of adding payments (添加结果): all of them, or none.',
  batch,
);
export const ValidateBatchResult = mutationResult(
  'ValidateBatchResult',
  'What came of having a batch checked (核验结果): the check has begun; `progress` tells how far it is.',
  batch,
);
export const ReserveBatchResult = mutationResult(
  'ReserveBatchResult',
  'What came of having money set aside (预留结果): it has begun; `progress` tells how far it is.',
  batch,
);
export const ApproveBatchResult = mutationResult(
  'ApproveBatchResult',
  'What came of approving a batch (审批结果); cash is approved once the second approver has signed.',
  batch,
);
export const SendBatchResult = mutationResult(
  'SendBatchResult',
  'What came of having a batch handed over (发放结果): it has begun; `progress` tells how far it is.',
  batch,
);
export const RetryBatchResult = mutationResult(
  'RetryBatchResult',
  'What came of having failures paid again (重发结果): money is being set aside; `progress` tells how far it is.',
  batch,
);
export const CancelBatchResult = mutationResult(
  'CancelBatchResult',
  'What came of giving a batch up (取消结果): it has begun; `progress` tells how far it is.',
  batch,
);
export const ConfirmBatchDeliveryResult = mutationResult(
  'ConfirmBatchDeliveryResult',
  'What came of confirming the delivery of a batch (签收结果): it has begun; `progress` tells how far it is.',
  batch,
);
