/** Who the campaign CNY2017 reached beside the filed households (which are the active `households`). Indexes of `persons`; disjoint. */
export interface CampaignGroups {
  /** MODEL_WORKER_HOUSEHOLD: 4,488 × scale heads of households that aren't filed. */
  readonly modelWorkers: readonly number[];
  /** DISTRESSED_ENTERPRISE_WORKER: the employer is distressed. */
  readonly distressedWorkers: readonly number[];
  /** ON_DUTY_WORKER; with the group above 85,500 × scale persons. */
  readonly onDutyWorkers: readonly number[];
  /** The 1,000 × scale sanitation migrants consoled at one event in Bengbu; part of `onDutyWorkers`. */
  readonly bengbuSanitation: readonly number[];
}
