import { platformViewer, type Viewer } from '@nuan/auth';

/** This program itself, where no token began the act. */
export const IDENTITY_PROGRAM: Viewer = platformViewer('identity');
