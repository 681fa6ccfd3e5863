import type { Shared } from '@nuan/testing';

/** Names in lines, by the reason that they have in common. */
type Reasons = Readonly<Record<string, readonly string[]>>;

const OWN_IMPORT =
  'whoever writes in a county brings in a list of its own there; its rows are bounded, and what stands in it is read by its senders';

/**
 * What whoever is bounded to one union sees and does in its own region though it is of no union, or of another: by program, each with the
 * reason. Everything else of another union is hidden from it.
 */
const OF_WHOLE_REGIONS: Readonly<Record<string, Reasons>> = {
  employment: {
    'classes are of a region; who takes part in them is bounded': ['TrainingProgram', 'TrainingSession'],
    'places of employers, nobody named': ['JobVacancy', 'Enterprise'],
    'what a city was given of a pilot': ['PilotShare'],
    [OWN_IMPORT]: [
      'Mutation.startAssetGrantImport',
      'Mutation.startJobReferralImport',
      'Mutation.startJobVacancyImport',
      'Mutation.startPlacementImport',
      'Mutation.startRetentionImport',
      'Mutation.startStartupProjectImport',
    ],
  },
  enterprises: { [OWN_IMPORT]: ['Mutation.startCapacityCutImport', 'Mutation.startEnterpriseVisitImport'] },
  workers: {
    'counts of the files of a closed employer, nobody named': ['EmployerTransfer', 'Enterprise', 'Progress'],
    'the heading of a notice that hangs in public; its rows are bounded': ['PublicNoticeList'],
  },
  assistance: {
    'rules of whole regions': ['AidStandard', 'Campaign', 'MeasureRule', 'VisitCadence'],
    'payments that another programme asks for; the payment that answers one is bounded': [
      'PaymentRequest',
      'AdvanceRequest',
      'Enterprise',
    ],
  },
  migrants: {
    'an employer’s debt and what is asked for it; its workers are bounded by their unions': [
      'WageCase',
      'WagePayment',
      'AdvanceRequest',
      'Enterprise',
    ],
    'visits to employers': ['Inspection', 'Finding'],
    'projects of employers': ['InsuranceProject'],
    'events and trips that a whole region may come to; who has a place is bounded': [
      'CultureEvent',
      'ReturnService',
      'PlacePool',
    ],
    'days of a region, nobody named': ['HealthCheckBatch'],
    [OWN_IMPORT]: ['Mutation.startWageCaseWorkerImport', 'Mutation.startTravelSubsidyImport'],
  },
  identity: {
    'identity keeps no tree of unions: who administers or audits a county knows its users and what they hold': [
      'User',
      'ExternalIdentity',
      'RoleAssignment',
      'Delegation',
      'EmergencyAccess',
      'Client',
      'ClientWithSecret',
      'SignIn',
    ],
  },
};

/** The table of one program with what is told from elsewhere too. */
export function sharedIn(program: string, elsewhere: Shared): Shared {
  const own = Object.entries(OF_WHOLE_REGIONS[program] ?? {}).flatMap(([because, names]) =>
    names.map((name) => {
      const from = elsewhere[name]?.from ?? [];
      return [name, { from: [...from, 'union' as const], because }] as const;
    }),
  );
  return { ...elsewhere, ...Object.fromEntries(own) };
}

/** Acts that are forbidden to some who hold the right where the row is: a further duty that the role doesn't tell. */
export const FURTHER_DUTIES: Readonly<Record<string, string>> = {
  appendBankResult: 'whoever began an upload goes on with it, and nobody else',
  finishBankResult: 'as appendBankResult',
  setApprovalLimit: 'whoever oversees the whole province sets limits; here everybody is of a county or a city',
};
