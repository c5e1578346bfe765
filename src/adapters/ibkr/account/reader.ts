import type { Conid } from '#domain/contract.ts';
import type { AccountId } from '#domain/order.ts';
import type { Position } from '#domain/position.ts';
import { err, ok } from '#lib/result.ts';
import type { BrokerError, BrokerReader, Reply } from '#services/ports/broker.ts';
import type { Clock } from '#services/ports/clock.ts';

import type { Transport } from '../http.ts';
import { getTrsrvSecdef } from '../market/endpoints.ts';
import type { SessionMemory } from '../session-memory.ts';
import { validateLogin } from '../session/login.ts';
import {
  getIserverAccounts,
  getPnlPartitioned,
  getPortfolio2Positions,
  getPortfolioAccounts,
  getPortfolioLedger,
  getPortfolioSummary,
  postIserverAccount,
  type PnlAnswer,
  type PortfolioAccount,
  type PositionRow,
} from './endpoints.ts';
import { parsePosition } from './parse-position.ts';
import { parseAccountList, parseFigures } from './parse.ts';

interface AccountDeps {
  readonly transport: Transport;
  readonly memory: SessionMemory;
  readonly clock: Clock;
}

type AccountReader = Pick<
  BrokerReader,
  'fetchAccounts' | 'selectAccount' | 'fetchFigures' | 'fetchPositions'
>;

/** The account half of the broker port. */
export function createAccountReader(deps: AccountDeps): AccountReader {
  return {
    fetchAccounts: async () => {
      const listed = await getIserverAccounts(deps.transport);
      if (!listed.ok) return listed;
      const [portfolio, login] = await Promise.all([openPortfolio(deps), validateLogin(deps)]);
      const list = parseAccountList(
        listed.value,
        portfolio.ok ? portfolio.value : [],
        login.ok ? login.value.environment : null,
      );
      deps.memory.selectedAccount = list.selected;
      return ok(list);
    },
    selectAccount: async (accountId) => {
      const answer = await postIserverAccount(deps.transport, accountId);
      if (!answer.ok) return answer;
      noteSelection(deps.memory, accountId);
      return ok(undefined);
    },
    fetchFigures: (accountId) => fetchFigures(deps, accountId),
    fetchPositions: (accountId) => fetchPositions(deps, accountId),
  };
}

/** The order and trade lists belong to the selected account: another one has to be primed anew. */
function noteSelection(memory: SessionMemory, accountId: AccountId): void {
  if (memory.selectedAccount === accountId) return;
  memory.selectedAccount = accountId;
  memory.orderReads = null;
  memory.areTradesPrimed = false;
}

/** The broker wants this long between two readings of the account list. */
const portfolioEveryMs = 5_000;

/**
 * Reads the portfolio server's account list once per session: without it, its other calls fail. All who want it share one
 * reading, and its failure for as long as the host keeps the next one back: waiting would tell it that much later.
 */
async function openPortfolio(deps: AccountDeps): Reply<readonly PortfolioAccount[]> {
  const { memory, clock } = deps;
  if (memory.portfolioAccounts !== null) return ok(memory.portfolioAccounts);
  const failure = memory.portfolioFailure;
  if (failure !== null && clock.now() - failure.at < portfolioEveryMs) return err(failure.error);
  memory.portfolioOpening ??= readPortfolioAccounts(deps);
  return memory.portfolioOpening;
}

async function readPortfolioAccounts(deps: AccountDeps): Reply<readonly PortfolioAccount[]> {
  const { memory, clock } = deps;
  const answer = await getPortfolioAccounts(deps.transport);
  memory.portfolioOpening = null;
  if (answer.ok) memory.portfolioAccounts = answer.value;
  else if (isOfBroker(answer.error)) {
    memory.portfolioFailure = { error: answer.error, at: clock.now() };
  }
  return answer;
}

/** A call that the host kept back, or a login that was missing, may do better a moment later. */
const isOfBroker = ({ kind }: BrokerError): boolean =>
  kind === 'rejected' || kind === 'invalid-reply' || kind === 'no-answer';

async function fetchFigures(
  deps: AccountDeps,
  accountId: AccountId,
): ReturnType<AccountReader['fetchFigures']> {
  const opened = await openPortfolio(deps);
  if (!opened.ok) return opened;
  const [summary, ledger, pnl] = await Promise.all([
    getPortfolioSummary(deps.transport, accountId),
    getPortfolioLedger(deps.transport, accountId),
    readPnl(deps),
  ]);
  if (!summary.ok) return summary;
  return parseFigures({
    accountId,
    summary: summary.value,
    ledger: ledger.ok ? ledger.value : null,
    pnl: pnl.ok ? pnl.value : null,
    readAt: deps.clock.now(),
  });
}

const pnlEveryMs = 5_200;

/** Within the broker's limit the last reading stands: figures are read after every fill and must not wait for it. */
async function readPnl({ transport, memory, clock }: AccountDeps): Reply<PnlAnswer> {
  const now = clock.now();
  if (memory.pnl !== null && now - memory.pnl.readAt < pnlEveryMs) return ok(memory.pnl.answer);
  const answer = await getPnlPartitioned(transport);
  if (answer.ok) memory.pnl = { answer: answer.value, readAt: now };
  return answer;
}

async function fetchPositions(deps: AccountDeps, accountId: AccountId): Reply<readonly Position[]> {
  const opened = await openPortfolio(deps);
  if (!opened.ok) return opened;
  const rows = await readHoldings(deps, accountId);
  if (!rows.ok) return rows;
  const held = rows.value.filter((row) => !row.position.eq(0));
  if (held.length > 0) deps.memory.holders.add(accountId);
  else deps.memory.holders.delete(accountId);
  await learnDefinitions(
    deps,
    held.map((row) => row.conid),
  );
  return ok(
    held.map((row) => parsePosition(accountId, row, deps.memory.definitions.get(row.conid))),
  );
}

/** The list is empty for a moment while the server reloads: nothing is believed gone before it was said twice. */
async function readHoldings(
  deps: AccountDeps,
  accountId: AccountId,
): Reply<readonly PositionRow[]> {
  const rows = await getPortfolio2Positions(deps.transport, accountId);
  const isDoubtful = rows.ok && rows.value.length === 0 && deps.memory.holders.has(accountId);
  return isDoubtful ? getPortfolio2Positions(deps.transport, accountId) : rows;
}

const definitionsPerCall = 200;

/** Best effort: a holding whose terms cannot be read now is shown without them. */
async function learnDefinitions(deps: AccountDeps, conids: readonly Conid[]): Promise<void> {
  const { definitions } = deps.memory;
  const missing = conids.filter((conid) => !definitions.has(conid));
  for (let from = 0; from < missing.length; from += definitionsPerCall) {
    const batch = missing.slice(from, from + definitionsPerCall);
    const answer = await getTrsrvSecdef(deps.transport, batch, 'positions');
    if (answer.ok) for (const each of answer.value) definitions.set(each.conid, each);
  }
}
