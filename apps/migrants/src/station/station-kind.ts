import { registerEnum } from '@nuan/federation';

/** Kind of facility (服务阵地类型). */
export enum StationKind {
  HAPPY_HOME = 'HAPPY_HOME',
  HAPPY_STATION = 'HAPPY_STATION',
  OUTDOOR_STATION = 'OUTDOOR_STATION',
}

registerEnum(StationKind, 'StationKind', 'Kind of facility for migrant and outdoor workers (服务阵地类型).', {
  HAPPY_HOME: 'Happy home (幸福家园): in an enterprise or industrial park where many migrant workers live.',
  HAPPY_STATION: 'Happy station (幸福驿站): on the way of outdoor workers and at aid centres.',
  OUTDOOR_STATION: 'Other outdoor workers’ station (户外劳动者驿站).',
});
