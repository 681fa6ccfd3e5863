export {
  addWorkingDays,
  isHolidayYearAnnounced,
  isWorkingDay,
  springFestivalOn,
  workingDaysBetween,
} from './business-calendar';
export { isBankCard, isCreditCode } from './check-digits';
export { updateHolidays } from './holiday-update';
export { type Clock, fixedClock, offsetClock, systemClock, today } from './clock';
export { isUuid, newId } from './id';
export {
  addDays,
  addMonths,
  CalendarError,
  daysBetween,
  instantOf,
  isLocalDate,
  type LocalDate,
  localDateOf,
  yearOf,
} from './local-date';
export { formatMoneyZh, MoneyFormatError, MoneySplitError, parseYuan, splitFen, yuan } from './money';
export { holdsPersonalNumber, personalNumberIn } from './personal-number';
export { birthDateOf, isResidentId } from './resident-id';
export { isRegionCode, isWithin, regionPrefix } from './region-code';
export { lastDue, type Schedule, SCHEDULE_PERIODS, type SchedulePeriod } from './schedule';
export {
  defineStateMachine,
  type StateMachine,
  StateMachineError,
  type StateMachineOptions,
  type Transition,
} from './state-machine';
export { SENSITIVITIES, type Sensitivity } from './sensitivity';
export {
  CountPrecision,
  CountPrecisionDescriptions,
  CountUnit,
  CountUnitDescriptions,
} from './vocabulary/counting.vocabulary';
export {
  ArchiveTier,
  ArchiveTierDescriptions,
  ExitReason,
  ExitReasonDescriptions,
  FileStatus,
  FileStatusDescriptions,
  HardshipCategory,
  HardshipCategoryDescriptions,
  HardshipCause,
  HardshipCauseDescriptions,
  TargetGroupKind,
  TargetGroupKindDescriptions,
} from './vocabulary/hardship.vocabulary';
export {
  AidPurpose,
  AidPurposeDescriptions,
  DeliveryMode,
  DeliveryModeDescriptions,
  FundSource,
  FundSourceDescriptions,
} from './vocabulary/money.vocabulary';
export {
  RegionLevel,
  RegionLevelDescriptions,
  UnionLevel,
  UnionLevelDescriptions,
} from './vocabulary/organisation.vocabulary';
export {
  DistressKind,
  DistressKindDescriptions,
  DiversionRoute,
  DiversionRouteDescriptions,
  Industry,
  IndustryDescriptions,
  OccupationGroup,
  OccupationGroupDescriptions,
  StudyLevel,
  StudyLevelDescriptions,
} from './vocabulary/work.vocabulary';
export { until } from './until';
