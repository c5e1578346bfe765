import { useDefaults, useHostedDatabase, usePractice } from '#queries/connection.ts';
import { Icon } from '#ui/icon.tsx';
import { Logo } from '#ui/logo.tsx';

interface WelcomePageProps {
  readonly onPractise: () => void;
  readonly onConnect: () => void;
}

/** The first screen: practise without an account, or connect one's own gateway. */
export function WelcomePage({ onPractise, onConnect }: WelcomePageProps) {
  const practice = usePractice();
  const { isIbkrEnabled } = useDefaults();
  const isHosted = useHostedDatabase() !== null;
  return (
    <main className="cover">
      <div className="cover-inner">
        <header className="welcome-head">
          <span className="strong">
            <Logo />
          </span>
          <h1 className="page-title">Strikedesk</h1>
          <p className="lead">
            An options desk for Interactive Brokers. It runs on this computer: your orders go from
            here to the broker’s own gateway, and what happened is kept in{' '}
            {isHosted ? 'your hosted database' : 'a database here'}.
          </p>
        </header>
        <div className="welcome-ways">
          <button type="button" className="way" disabled={practice === null} onClick={onPractise}>
            <Icon name="chain" />
            <b>Practise (no account needed)</b>
            <span>
              An exchange inside this computer,{' '}
              {practice?.isAlwaysOpen === false
                ? 'with the hours of New York’s'
                : 'open around the clock'}
              . Invented money, invented prices, the real steps: login, chain, ticket, the broker’s
              questions, fills.
            </span>
            <small>
              {practice === null ? 'This host runs no practice gateway.' : 'About two minutes.'}
            </small>
          </button>
          <button type="button" className="way" disabled={!isIbkrEnabled} onClick={onConnect}>
            <Icon name="plug" />
            <b>Connect my IBKR gateway</b>
            <span>
              Interactive Brokers’ Client Portal Gateway on this computer, with your paper or live
              username. Live is read only for now. You log in on the broker’s own page.
            </span>
            <small>
              {isIbkrEnabled
                ? 'About five minutes, once the gateway runs.'
                : 'Switched off in this desk’s configuration.'}
            </small>
          </button>
        </div>
        <section className="welcome-risk" aria-label="Risk">
          <Icon name="warn" />
          <div>
            <p>
              <b className="strong">
                You can lose all you pay for an option, and more than that if you sell one.
              </b>{' '}
              Orders you confirm at a live account are real and cannot be taken back once filled.
            </p>
            <p className="muted">
              Strikedesk is a tool. It gives no advice, is no broker and is not made by Interactive
              Brokers. Its checks can miss something; the broker’s word counts. Practice fills are
              kinder than real ones.
            </p>
          </div>
        </section>
      </div>
    </main>
  );
}
