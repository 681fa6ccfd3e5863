/** How a person came back to work, start-up hires apart. */
export type SamplePlacementRoute = 'TRAINING' | 'REFERRAL' | 'DEMONSTRATION_UNIT';

export interface SamplePlacement {
  readonly personIndex: number;
  /** At least one, distinct. TRAINING only for the trained, DEMONSTRATION_UNIT only with such an employer. */
  readonly routes: readonly SamplePlacementRoute[];
  /** The new employer: never distressed. The person's own `employerIndex` stays the one of the file. */
  readonly employerIndex: number;
}

export interface SampleStartupLeader {
  readonly personIndex: number;
  /** The firm the leader founded: `enterprises[…].startup` is true. */
  readonly enterpriseIndex: number;
}

export interface SampleStartupHire {
  readonly personIndex: number;
  /** Position in `leaders`. */
  readonly leader: number;
}

/** Employment aid of 2016. All are indexes of `persons`; placed, hires, leaders and carts are disjoint. */
export interface Employment2016 {
  /** 6,852 × scale diverted workers of over-capacity enterprises who were trained; none of them migrant. */
  readonly trained: readonly number[];
  /** 6,974 × scale distinct persons. */
  readonly placed: readonly SamplePlacement[];
  /** 4,917 × scale distinct persons, none of them placed otherwise. */
  readonly startupHires: readonly SampleStartupHire[];
  /** 100 × scale start-up leaders. */
  readonly leaders: readonly SampleStartupLeader[];
  /** 100 × scale persons in Hefei who were given a breakfast cart. */
  readonly carts: readonly number[];
  /** 4,129 × scale: how many of placed and startupHires together are migrants; the overlap is ours, not the source's. */
  readonly migrantsPlaced: number;
}
