/** Category of hardship (困难类别). Two generations of rules stand side by side, each with its own period of validity. */
export enum HardshipCategory {
  /** Household on or below the minimum-living line (低保户). */
  MIN_LIVING = 'MIN_LIVING',
  /** Household near the minimum-living line (低保边缘户): income up to 1.5 times the line, at or below it after illness, schooling or disability costs. */
  NEAR_MIN = 'NEAR_MIN',
  /** Household brought into hardship by an accident (意外致困户), of the rules before 2020. */
  ACCIDENT = 'ACCIDENT',
  /** Deep hardship (深度困难): net income per head below the line, of the rules since 2020. */
  DEEP = 'DEEP',
  /** Relative hardship (相对困难): net income per head below twice the line, of the rules since 2020. */
  RELATIVE = 'RELATIVE',
  /** Accidental hardship (意外致困), of the rules since 2020. */
  ACCIDENTAL = 'ACCIDENTAL',
  /** On the edge of hardship (边缘困难): close to the criteria, reported separately. */
  EDGE = 'EDGE',
}

/** What each HardshipCategory means, for the published schema. */
export const HardshipCategoryDescriptions: Record<HardshipCategory, string> = {
  [HardshipCategory.MIN_LIVING]: 'Household on or below the minimum-living line (低保户).',
  [HardshipCategory.NEAR_MIN]:
    'Household near the minimum-living line (低保边缘户): income up to 1.5 times the line, at or below it after illness, schooling or disability costs.',
  [HardshipCategory.ACCIDENT]: 'Household brought into hardship by an accident (意外致困户), of the rules before 2020.',
  [HardshipCategory.DEEP]: 'Deep hardship (深度困难): net income per head below the line, of the rules since 2020.',
  [HardshipCategory.RELATIVE]:
    'Relative hardship (相对困难): net income per head below twice the line, of the rules since 2020.',
  [HardshipCategory.ACCIDENTAL]: 'Accidental hardship (意外致困), of the rules since 2020.',
  [HardshipCategory.EDGE]: 'On the edge of hardship (边缘困难): close to the criteria, reported separately.',
};

/** Cause of hardship (致困原因), the ten of the national form. */
export enum HardshipCause {
  /** No capacity to work (无劳动能力). */
  NO_LABOUR_CAPACITY = 'NO_LABOUR_CAPACITY',
  /** Able to work but not employed (有劳动能力未就业). */
  ABLE_NOT_EMPLOYED = 'ABLE_NOT_EMPLOYED',
  /** Laid off or unemployed (下岗失业). */
  LAID_OFF = 'LAID_OFF',
  /** Not in social insurance (未参加社会保险). */
  NO_SOCIAL_INSURANCE = 'NO_SOCIAL_INSURANCE',
  /** Social-insurance benefits not delivered (社保待遇未落实). */
  BENEFITS_UNDELIVERED = 'BENEFITS_UNDELIVERED',
  /** Major or serious illness (因病致困). */
  MAJOR_ILLNESS = 'MAJOR_ILLNESS',
  /** Natural disaster (自然灾害). */
  NATURAL_DISASTER = 'NATURAL_DISASTER',
  /** Accident (意外灾害). */
  ACCIDENT = 'ACCIDENT',
  /** Children's schooling (子女上学). */
  SCHOOLING = 'SCHOOLING',
  /** Other, told in words (其他). */
  OTHER = 'OTHER',
}

/** What each HardshipCause means, for the published schema. */
export const HardshipCauseDescriptions: Record<HardshipCause, string> = {
  [HardshipCause.NO_LABOUR_CAPACITY]: 'No capacity to work (无劳动能力).',
  [HardshipCause.ABLE_NOT_EMPLOYED]: 'Able to work but not employed (有劳动能力未就业).',
  [HardshipCause.LAID_OFF]: 'Laid off or unemployed (下岗失业).',
  [HardshipCause.NO_SOCIAL_INSURANCE]: 'Not in social insurance (未参加社会保险).',
  [HardshipCause.BENEFITS_UNDELIVERED]: 'Social-insurance benefits not delivered (社保待遇未落实).',
  [HardshipCause.MAJOR_ILLNESS]: 'Major or serious illness (因病致困).',
  [HardshipCause.NATURAL_DISASTER]: 'Natural disaster (自然灾害).',
  [HardshipCause.ACCIDENT]: 'Accident (意外灾害).',
  [HardshipCause.SCHOOLING]: "Children's schooling (子女上学).",
  [HardshipCause.OTHER]: 'Other, told in words (其他).',
};

/** Tier of a file (建档标准): by whose standard the household is filed. */
export enum ArchiveTier {
  /** National standard (全国级). */
  NATIONAL = 'NATIONAL',
  /** Provincial standard (省级). */
  PROVINCIAL = 'PROVINCIAL',
  /** City standard (地市级). */
  PREFECTURE = 'PREFECTURE',
  /** County standard (区县级). */
  COUNTY = 'COUNTY',
  /** Standard of the grass-roots union (基层). */
  GRASSROOTS = 'GRASSROOTS',
}

/** What each ArchiveTier means, for the published schema. */
export const ArchiveTierDescriptions: Record<ArchiveTier, string> = {
  [ArchiveTier.NATIONAL]: 'National standard (全国级).',
  [ArchiveTier.PROVINCIAL]: 'Provincial standard (省级).',
  [ArchiveTier.PREFECTURE]: 'City standard (地市级).',
  [ArchiveTier.COUNTY]: 'County standard (区县级).',
  [ArchiveTier.GRASSROOTS]: 'Standard of the grass-roots union (基层).',
};

/** State of a household file (档案状态). */
export enum FileStatus {
  /** Recorded and active (在档). */
  RECORDED = 'RECORDED',
  /** Active, its yearly review in hand (复核中). */
  UNDER_REVIEW = 'UNDER_REVIEW',
  /** Active, its exit proposed (拟退出). */
  EXIT_PROPOSED = 'EXIT_PROPOSED',
  /** Active, its exit on public notice (退出公示). */
  EXIT_PUBLICISED = 'EXIT_PUBLICISED',
  /** Out of hardship, within six months of follow-up (已退出，跟踪期内). */
  EXITED = 'EXITED',
  /** De-registered (注销): death, transfer, duplicate or misidentified. */
  CANCELLED = 'CANCELLED',
  /** Closed after the follow-up (归档). */
  CLOSED = 'CLOSED',
  /** Temporary file of a household helped below the filing line (临时档). */
  TEMPORARY = 'TEMPORARY',
}

/** What each FileStatus means, for the published schema. */
export const FileStatusDescriptions: Record<FileStatus, string> = {
  [FileStatus.RECORDED]: 'Recorded and active (在档).',
  [FileStatus.UNDER_REVIEW]: 'Active, its yearly review in hand (复核中).',
  [FileStatus.EXIT_PROPOSED]: 'Active, its exit proposed (拟退出).',
  [FileStatus.EXIT_PUBLICISED]: 'Active, its exit on public notice (退出公示).',
  [FileStatus.EXITED]: 'Out of hardship, within six months of follow-up (已退出，跟踪期内).',
  [FileStatus.CANCELLED]: 'De-registered (注销): death, transfer, duplicate or misidentified.',
  [FileStatus.CLOSED]: 'Closed after the follow-up (归档).',
  [FileStatus.TEMPORARY]: 'Temporary file of a household helped below the filing line (临时档).',
};

/** Why a household left the register (退出原因). */
export enum ExitReason {
  /** Out of hardship by its own means (脱困): above the line for six months. */
  SELF_SUPPORTING = 'SELF_SUPPORTING',
  /** Relieved (解困): basics secured by public fallback and regular union aid. */
  FALLBACK_RELIEVED = 'FALLBACK_RELIEVED',
  /** The head has died (死亡). */
  DECEASED = 'DECEASED',
  /** Retired, or moved out of the unit or region (退休或转出). */
  RETIRED_OR_TRANSFERRED = 'RETIRED_OR_TRANSFERRED',
  /** Should not have been filed (错误识别). */
  MISIDENTIFIED = 'MISIDENTIFIED',
  /** Filed twice (重复建档). */
  DUPLICATE = 'DUPLICATE',
}

/** What each ExitReason means, for the published schema. */
export const ExitReasonDescriptions: Record<ExitReason, string> = {
  [ExitReason.SELF_SUPPORTING]: 'Out of hardship by its own means (脱困): above the line for six months.',
  [ExitReason.FALLBACK_RELIEVED]: 'Relieved (解困): basics secured by public fallback and regular union aid.',
  [ExitReason.DECEASED]: 'The head has died (死亡).',
  [ExitReason.RETIRED_OR_TRANSFERRED]: 'Retired, or moved out of the unit or region (退休或转出).',
  [ExitReason.MISIDENTIFIED]: 'Should not have been filed (错误识别).',
  [ExitReason.DUPLICATE]: 'Filed twice (重复建档).',
};

/** Target group of a campaign (慰问救助对象类别). The groups are disjoint. */
export enum TargetGroupKind {
  /** Filed hardship households (建档困难职工家庭), counted in households. */
  FILED_HOUSEHOLD = 'FILED_HOUSEHOLD',
  /** Households of model workers in hardship (困难劳模), counted in households. */
  MODEL_WORKER_HOUSEHOLD = 'MODEL_WORKER_HOUSEHOLD',
  /** Workers of distressed enterprises (困难企业职工), counted in persons. */
  DISTRESSED_ENTERPRISE_WORKER = 'DISTRESSED_ENTERPRISE_WORKER',
  /** Front-line workers on duty over the festival (坚守岗位一线职工), counted in persons. */
  ON_DUTY_WORKER = 'ON_DUTY_WORKER',
  /** Workers in hardship without a file (未建档困难职工), counted in persons. */
  NON_FILED_HARDSHIP = 'NON_FILED_HARDSHIP',
}

/** What each TargetGroupKind means, for the published schema. */
export const TargetGroupKindDescriptions: Record<TargetGroupKind, string> = {
  [TargetGroupKind.FILED_HOUSEHOLD]: 'Filed hardship households (建档困难职工家庭), counted in households.',
  [TargetGroupKind.MODEL_WORKER_HOUSEHOLD]:
    'Households of model workers in hardship (困难劳模), counted in households.',
  [TargetGroupKind.DISTRESSED_ENTERPRISE_WORKER]:
    'Workers of distressed enterprises (困难企业职工), counted in persons.',
  [TargetGroupKind.ON_DUTY_WORKER]:
    'Front-line workers on duty over the festival (坚守岗位一线职工), counted in persons.',
  [TargetGroupKind.NON_FILED_HARDSHIP]: 'Workers in hardship without a file (未建档困难职工), counted in persons.',
};
