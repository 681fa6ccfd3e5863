export { type Action, ACTIONS, filedAndDecided, isAction, isGrantable, RIGHTS } from './action';
export { issueAllInOneToken } from './all-in-one-token';
export {
  type DevelopmentKey,
  type DevelopmentTokenOptions,
  isDevelopmentKey,
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
} from './development';
export {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  DEVELOPMENT_PARTNER_SCOPES,
  DEVELOPMENT_REGIONS,
} from './development-defaults';
export {
  isGatewayCall,
  signGatewayCall,
  SIGNATURE_HEADER,
  SIGNATURE_WINDOW_MS,
  type SignedCall,
} from './gateway-signature';
export { keysOf, type TrustedIssuer } from './issuer-keys';
export { RevocationList, type RevocationOptions, type Revocations } from './revocations';
export { isPlatform, platformViewer, viewerWithoutToken } from './platform-viewer';
export { isRole, type Role, ROLES } from './role';
export { rotateSigningKeys, type Signer, SigningKeys } from './signing-keys';
export { assertTokenTimes, isUnreachableIssuer, MAX_FOREIGN_AGE_S, MAX_TOKEN_CHARS } from './token-rules';
export { createVerifier, TOKEN_ALGORITHM, type Verifier, type VerifierOptions } from './verifier';
export {
  assertCan,
  assertMayWrite,
  assertRegion,
  can,
  covers,
  type Credential,
  isBoundByUnion,
  readScope,
  scopeCodes,
  scopePatterns,
  SERVICE_DEPARTMENT,
  type Viewer,
  writePatterns,
  writesForSomeUnions,
} from './viewer';
