import { FaultError } from '@nuan/errors';

/**
 * Another act moved some of the same payments while this one worked on them. It carries the SQLSTATE of a serialization
 * failure, so the act is tried again over what is there then.
 */
export class LineRace extends FaultError {
  readonly code = '40001';

  constructor() {
    super('payments were moved by another act at the same time');
  }
}
