import type { World } from '../world.ts';
import { serverInfo } from './session-body.ts';

const ANY = ['*'];
const SHORT = ['2h', '1d', '2d', '1w', '1m'];

const chartPeriods = {
  ...Object.fromEntries(
    ['STK', 'CFD', 'WAR', 'IOPT', 'FUT', 'CASH', 'IND', 'BOND', 'FUND', 'CMDTY', 'PHYSS'].map(
      (type) => [type, ANY],
    ),
  ),
  CRYPTO: ANY,
  OPT: SHORT,
  FOP: SHORT,
};

const allowFeatures = {
  showGFIS: true,
  showEUCostReport: false,
  allowEventContract: false,
  allowFXConv: false,
  allowFinancialLens: true,
  allowMTA: false,
  allowTypeAhead: true,
  allowEventTrading: false,
  snapshotRefreshTimeout: 30,
  liteUser: false,
  showWebNews: true,
  research: true,
  debugPnl: true,
  showTaxOpt: true,
  showImpactDashboard: true,
  allowDynAccount: false,
  allowCrypto: false,
  allowFA: false,
  allowLiteUnderPro: false,
  allowedAssetTypes: 'STK,OPT,IND,BAG',
  restrictTradeSubscription: false,
  showUkUserLabels: false,
  sideBySide: true,
};

const propsOf = {
  hasChildAccounts: false,
  supportsCashQty: false,
  liteUnderPro: false,
  noFXConv: false,
  isProp: false,
  supportsFractions: false,
  allowCustomerTime: false,
  autoFx: false,
};

/** GET /iserver/accounts, and the `act` topic. */
export function accountListBody(world: World) {
  const accounts = world.exchange.accountIds();
  const token = world.session.sso?.token ?? '';
  return {
    accounts,
    acctProps: Object.fromEntries(accounts.map((id) => [id, propsOf])),
    aliases: Object.fromEntries(accounts.map((id) => [id, id])),
    allowFeatures,
    chartPeriods,
    groups: accounts.length > 1 ? ['All'] : [],
    profiles: [],
    selectedAccount: world.selectedAccount,
    serverInfo: serverInfo(world),
    sessionId: `${token.slice(0, 8)}.0000001e`,
    isFT: false,
    isPaper: world.settings.isPaper,
  };
}

const HOLDER = {
  firstName: 'Practice',
  lastName: 'Trader',
  entityType: 'INDIVIDUAL',
  entityName: 'Practice Trader',
};

/** GET /acesws/{id}/signatures-and-owners: who may act on the account. */
export function ownersBody(world: World, accountId: string) {
  const userName = world.session.sso?.username ?? '';
  return {
    accountId,
    users: [{ roleId: 'OWNER', hasRightCodeInd: true, userName, entity: HOLDER }],
    applicant: { signatures: [HOLDER.entityName] },
  };
}

/** One account as `/portfolio/accounts` and `/portfolio/{id}/meta` show it. */
export function accountMetaBody(world: World, accountId: string) {
  const { isPaper } = world.settings;
  const isMargin = world.exchange.account(accountId).type === 'margin';
  return {
    id: accountId,
    'PrepaidCrypto-Z': false,
    'PrepaidCrypto-P': false,
    accountId,
    accountVan: accountId,
    accountTitle: HOLDER.entityName,
    displayName: HOLDER.entityName,
    accountAlias: null,
    accountStatus: Date.UTC(2025, 9, 11, 4),
    currency: 'USD',
    type: isPaper ? 'DEMO' : 'INDIVIDUAL',
    tradingType: isMargin ? 'STKNOPT' : 'STKCASH',
    businessType: 'IB_SALES',
    category: '',
    ibEntity: 'IBLLC-US',
    faclient: false,
    clearingStatus: 'O',
    covestor: false,
    noClientTrading: false,
    trackVirtualFXPortfolio: false,
    acctCustType: 'INDIVIDUAL',
    brokerageAccess: true,
    parent: { mmc: [], accountId: '', isMParent: false, isMChild: false, isMultiplex: false },
    desc: accountId,
  };
}
