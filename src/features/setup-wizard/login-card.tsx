import { Button } from '#ui/button.tsx';
import { Icon } from '#ui/icon.tsx';
import { useCheckSession, useSession } from '#queries/session.ts';

interface LoginCardProps {
  readonly url: string;
  readonly isPractice: boolean;
}

/** Leads to the gateway's own login page, and explains the browser's warning before it opens. */
export function LoginCard({ url, isPractice }: LoginCardProps) {
  const check = useCheckSession();
  const { lamps } = useSession();
  if (lamps.sso.state === 'good') return null;
  return (
    <section className="login-card">
      <Icon name="person" />
      <div>
        <h3>{isPractice ? 'Log in at the practice gateway' : 'Log in at your gateway'}</h3>
        <p>
          {isPractice
            ? 'Any username will do; no password is asked, and the second factor is pretended. The order of steps is the broker’s.'
            : 'You type username, password and second factor on the broker’s own page. For paper, use your paper username: it is not the live one.'}
        </p>
        <p className="muted">
          First your browser will warn that the connection is not private. That is expected: the
          gateway’s certificate is made by itself, and the page is on this very computer. Choose
          Advanced, then “Proceed to localhost”. Do so only here.
        </p>
        <p className="muted">
          When the page says “Client login succeeds”, come back: the desk notices it by itself.
        </p>
        <div className="row">
          <a className="btn btn-light" href={url} target="_blank" rel="noreferrer">
            {isPractice ? 'Open the practice login page' : 'Open the login page'}
            <Icon name="link" isSmall />
          </a>
          <Button kind="quiet" disabled={check.isPending} onClick={() => check.mutate()}>
            I have logged in
          </Button>
        </div>
      </div>
    </section>
  );
}
