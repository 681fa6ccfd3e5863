import { type Followed, unionTreeProjection } from '@nuan/facts';

/** The facts of other subgraphs that assistance filters and checks by. */
export const assistanceFollows: readonly Followed[] = [
  {
    source: 'workers',
    projections: [
      {
        table: 'household_projection',
        entity: 'Household',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          union_id: 'unionId',
          employer_id: 'employerId',
          head_worker_id: 'headWorkerId',
          category: 'category',
          tier: 'tier',
          status: 'status',
          is_migrant: 'isMigrant',
          primary_cause: 'primaryCause',
          secondary_causes: 'secondaryCauses',
          recorded_on: 'recordedOn',
          last_reviewed_on: 'lastReviewedOn',
          next_review_due_on: 'nextReviewDueOn',
          account_token: 'accountToken',
          account_name_matches: 'accountNameMatches',
          stale_confirmed_until_on: 'staleConfirmedUntilOn',
          erased_on: 'erasedOn',
          projected_at: 'appliedAt',
        },
      },
      {
        table: 'worker_projection',
        entity: 'Worker',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          union_id: 'unionId',
          household_id: 'householdId',
          erased_on: 'erasedOn',
          projected_at: 'appliedAt',
        },
      },
      {
        table: 'student_projection',
        entity: 'Student',
        columns: {
          id: 'id',
          household_id: 'householdId',
          region_code: 'regionCode',
          level: 'level',
          is_migrant: 'isMigrant',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
  {
    source: 'enterprises',
    projections: [
      {
        table: 'enterprise_projection',
        entity: 'Enterprise',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          union_id: 'unionId',
          distress: 'distress',
          industry: 'industry',
          projected_at: 'appliedAt',
        },
      },
      unionTreeProjection,
    ],
  },
  {
    source: 'employment',
    projections: [
      {
        table: 'employment_record_projection',
        entity: 'Placement',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          person_id: 'personId',
          placed_on: 'placedOn',
          projected_at: 'appliedAt',
        },
      },
      {
        table: 'employment_record_projection',
        entity: 'StartupProject',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          person_id: 'leaderId',
          startup_state: 'state',
          funded_on: 'fundedOn',
          projected_at: 'appliedAt',
        },
      },
      {
        table: 'employment_record_projection',
        entity: 'AssetGrant',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          person_id: 'personId',
          asset_state: 'state',
          given_on: 'givenOn',
          projected_at: 'appliedAt',
        },
      },
      {
        table: 'employment_record_projection',
        entity: 'Enrollment',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          person_id: 'personId',
          session_id: 'sessionId',
          state: 'state',
          completed_on: 'completedOn',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
  {
    source: 'migrants',
    projections: [
      {
        table: 'payment_request_projection',
        entity: 'AdvanceRequest',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          amount_fen: 'amountFen',
          requested_on: 'requestedOn',
          wage_case_id: 'wageCaseId',
          enterprise_id: 'enterpriseId',
          workers: 'workers',
          projected_at: 'appliedAt',
        },
      },
      {
        table: 'payment_request_projection',
        entity: 'TravelSubsidyRequest',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          amount_fen: 'amountFen',
          requested_on: 'requestedOn',
          return_service_id: 'returnServiceId',
          worker_id: 'workerId',
          mode: 'mode',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
];
