/** Kind of enterprise distress (困难企业类型). */
export enum DistressKind {
  /** Closed to reduce excess capacity (化解过剩产能关停企业). */
  OVERCAPACITY_CLOSED = 'OVERCAPACITY_CLOSED',
  /** Zombie enterprise (僵尸企业). */
  ZOMBIE = 'ZOMBIE',
  /** Loss-making enterprise (亏损企业). */
  LOSS_MAKING = 'LOSS_MAKING',
  /** Distressed for another reason (其他困难企业). */
  OTHER = 'OTHER',
}

/** What each DistressKind means, for the published schema. */
export const DistressKindDescriptions: Record<DistressKind, string> = {
  [DistressKind.OVERCAPACITY_CLOSED]: 'Closed to reduce excess capacity (化解过剩产能关停企业).',
  [DistressKind.ZOMBIE]: 'Zombie enterprise (僵尸企业).',
  [DistressKind.LOSS_MAKING]: 'Loss-making enterprise (亏损企业).',
  [DistressKind.OTHER]: 'Distressed for another reason (其他困难企业).',
};

/** Industry (所属行业), as far as the programmes distinguish it. */
export enum Industry {
  /** Coal mining (煤炭). */
  COAL = 'COAL',
  /** Iron and steel (钢铁). */
  STEEL = 'STEEL',
  /** Construction (建筑). */
  CONSTRUCTION = 'CONSTRUCTION',
  /** Sanitation (环卫). */
  SANITATION = 'SANITATION',
  /** Urban rail building (轨道交通). */
  RAIL_TRANSIT = 'RAIL_TRANSIT',
  /** Textiles (纺织). */
  TEXTILE = 'TEXTILE',
  /** Machinery (机械). */
  MACHINERY = 'MACHINERY',
  /** Chemicals (化工). */
  CHEMICAL = 'CHEMICAL',
  /** Finance (金融). */
  FINANCE = 'FINANCE',
  /** Trade and services (商贸). */
  TRADE = 'TRADE',
  /** Another industry (其他). */
  OTHER = 'OTHER',
}

/** What each Industry means, for the published schema. */
export const IndustryDescriptions: Record<Industry, string> = {
  [Industry.COAL]: 'Coal mining (煤炭).',
  [Industry.STEEL]: 'Iron and steel (钢铁).',
  [Industry.CONSTRUCTION]: 'Construction (建筑).',
  [Industry.SANITATION]: 'Sanitation (环卫).',
  [Industry.RAIL_TRANSIT]: 'Urban rail building (轨道交通).',
  [Industry.TEXTILE]: 'Textiles (纺织).',
  [Industry.MACHINERY]: 'Machinery (机械).',
  [Industry.CHEMICAL]: 'Chemicals (化工).',
  [Industry.FINANCE]: 'Finance (金融).',
  [Industry.TRADE]: 'Trade and services (商贸).',
  [Industry.OTHER]: 'Another industry (其他).',
};

/** Route of a worker diverted from an over-capacity enterprise (分流安置渠道). */
export enum DiversionRoute {
  /** Early retirement (提前退休). */
  EARLY_RETIRED = 'EARLY_RETIRED',
  /** Left for illness or disability (病残离岗). */
  ILL_OR_DISABLED_LEFT = 'ILL_OR_DISABLED_LEFT',
  /** Internal early retirement (内部退养). */
  INTERNAL_RETIRED = 'INTERNAL_RETIRED',
  /** Moved to another job (转岗). */
  REASSIGNED = 'REASSIGNED',
  /** Contract ended (解除劳动合同). */
  CONTRACT_ENDED = 'CONTRACT_ENDED',
}

/** What each DiversionRoute means, for the published schema. */
export const DiversionRouteDescriptions: Record<DiversionRoute, string> = {
  [DiversionRoute.EARLY_RETIRED]: 'Early retirement (提前退休).',
  [DiversionRoute.ILL_OR_DISABLED_LEFT]: 'Left for illness or disability (病残离岗).',
  [DiversionRoute.INTERNAL_RETIRED]: 'Internal early retirement (内部退养).',
  [DiversionRoute.REASSIGNED]: 'Moved to another job (转岗).',
  [DiversionRoute.CONTRACT_ENDED]: 'Contract ended (解除劳动合同).',
};

/** Occupation group (职业群体). */
export enum OccupationGroup {
  /** Sanitation (环卫). */
  SANITATION = 'SANITATION',
  /** Construction (建筑). */
  CONSTRUCTION = 'CONSTRUCTION',
  /** Transport (交通运输). */
  TRANSPORT = 'TRANSPORT',
  /** Couriers and delivery (快递配送). */
  DELIVERY = 'DELIVERY',
  /** Manufacturing (制造). */
  MANUFACTURING = 'MANUFACTURING',
  /** Mining (采矿). */
  MINING = 'MINING',
  /** Services (服务业). */
  SERVICE = 'SERVICE',
  /** Other outdoor work (其他户外). */
  OUTDOOR_OTHER = 'OUTDOOR_OTHER',
  /** Indoor and office work (室内). */
  INDOOR = 'INDOOR',
}

/** What each OccupationGroup means, for the published schema. */
export const OccupationGroupDescriptions: Record<OccupationGroup, string> = {
  [OccupationGroup.SANITATION]: 'Sanitation (环卫).',
  [OccupationGroup.CONSTRUCTION]: 'Construction (建筑).',
  [OccupationGroup.TRANSPORT]: 'Transport (交通运输).',
  [OccupationGroup.DELIVERY]: 'Couriers and delivery (快递配送).',
  [OccupationGroup.MANUFACTURING]: 'Manufacturing (制造).',
  [OccupationGroup.MINING]: 'Mining (采矿).',
  [OccupationGroup.SERVICE]: 'Services (服务业).',
  [OccupationGroup.OUTDOOR_OTHER]: 'Other outdoor work (其他户外).',
  [OccupationGroup.INDOOR]: 'Indoor and office work (室内).',
};

/** Level of study (学段). */
export enum StudyLevel {
  /** Primary school (小学). */
  PRIMARY = 'PRIMARY',
  /** Junior secondary school (初中). */
  JUNIOR = 'JUNIOR',
  /** Senior secondary school (高中). */
  SENIOR = 'SENIOR',
  /** Secondary vocational school (中职). */
  VOCATIONAL = 'VOCATIONAL',
  /** Junior college (大专). */
  TERTIARY_JUNIOR = 'TERTIARY_JUNIOR',
  /** Undergraduate (本科). */
  UNDERGRADUATE = 'UNDERGRADUATE',
  /** Postgraduate (研究生). */
  POSTGRADUATE = 'POSTGRADUATE',
}

/** What each StudyLevel means, for the published schema. */
export const StudyLevelDescriptions: Record<StudyLevel, string> = {
  [StudyLevel.PRIMARY]: 'Primary school (小学).',
  [StudyLevel.JUNIOR]: 'Junior secondary school (初中).',
  [StudyLevel.SENIOR]: 'Senior secondary school (高中).',
  [StudyLevel.VOCATIONAL]: 'Secondary vocational school (中职).',
  [StudyLevel.TERTIARY_JUNIOR]: 'Junior college (大专).',
  [StudyLevel.UNDERGRADUATE]: 'Undergraduate (本科).',
  [StudyLevel.POSTGRADUATE]: 'Postgraduate (研究生).',
};
