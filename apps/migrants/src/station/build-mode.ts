import { registerEnum } from '@nuan/federation';

/** Who built a facility (建设方式). */
export enum BuildMode {
  UNION_BUILT = 'UNION_BUILT',
  CO_BUILT = 'CO_BUILT',
  HOST_BUILT = 'HOST_BUILT',
}

registerEnum(BuildMode, 'BuildMode', 'Who built a facility (建设方式).', {
  UNION_BUILT: 'Built by the union (工会自建).',
  CO_BUILT: 'Built together with a host (共建).',
  HOST_BUILT: 'Built by the host (单位自建).',
});
