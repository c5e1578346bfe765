/** Login, brokerage session and account list, from the published API description. */
import { z } from 'zod';

const serverInfo = z.object({ serverName: z.string(), serverVersion: z.string() });

export const brokerageStatus = z.object({
  authenticated: z.boolean(),
  established: z.boolean(),
  competing: z.boolean(),
  connected: z.boolean(),
  message: z.string(),
  MAC: z.string(),
  serverInfo,
});

export const fullStatus = brokerageStatus.extend({ hardware_info: z.string(), fail: z.string() });

export const tickle = z.object({
  session: z.string().regex(/^[0-9a-f]{32}$/),
  ssoExpires: z.number().int().min(0).max(600_000),
  collission: z.boolean(),
  userId: z.number().int(),
  hmds: z.object({ error: z.literal('no bridge') }),
  iserver: z.object({ authStatus: brokerageStatus }),
});

export const validation = z.object({
  USER_ID: z.number().int(),
  USER_NAME: z.string(),
  RESULT: z.literal(true),
  AUTH_TIME: z.number().int().min(1_600_000_000_000),
  EXPIRES: z.number().int().max(600_000),
  lastAccessed: z.number().int().min(1_600_000_000_000),
  LOGIN_TYPE: z.union([z.literal(1), z.literal(2)]),
  PAPER_USER_NAME: z.string(),
  IS_FREE_TRIAL: z.boolean(),
  features: z.object({ env: z.string(), realtime: z.boolean(), optionChains: z.boolean() }),
  region: z.string(),
});

export const logout = z.object({ status: z.literal(true) });

const accountProps = z.object({
  hasChildAccounts: z.boolean(),
  supportsCashQty: z.boolean(),
  supportsFractions: z.boolean(),
  liteUnderPro: z.boolean(),
  isProp: z.boolean(),
  allowCustomerTime: z.boolean(),
  autoFx: z.boolean(),
});

export const accountList = z.object({
  accounts: z.array(z.string().regex(/^D?U\d+$/)).min(1),
  selectedAccount: z.string(),
  aliases: z.record(z.string(), z.string()),
  acctProps: z.record(z.string(), accountProps),
  allowFeatures: z.object({
    allowedAssetTypes: z.string(),
    snapshotRefreshTimeout: z.number(),
    liteUser: z.boolean(),
    allowFXConv: z.boolean(),
    allowCrypto: z.boolean(),
    allowDynAccount: z.boolean(),
  }),
  chartPeriods: z.record(z.string(), z.array(z.string())),
  groups: z.array(z.string()),
  profiles: z.array(z.string()),
  serverInfo,
  sessionId: z.string(),
  isFT: z.boolean(),
  isPaper: z.boolean(),
});

export const accountSwitch = z.union([
  z.strictObject({ set: z.literal(true), acctId: z.string() }),
  z.strictObject({ success: z.literal('Account already set') }),
]);
