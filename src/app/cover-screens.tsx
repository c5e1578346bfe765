import type { ReactNode } from 'react';

import { Button } from '#ui/button.tsx';
import { CopyCommand } from '#ui/copy-command.tsx';
import { Logo } from '#ui/logo.tsx';

function Cover({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="cover">
      <div className="cover-inner">
        <span className="strong">
          <Logo />
        </span>
        <h1 className="page-title">{title}</h1>
        {children}
      </div>
    </main>
  );
}

const reload = () => globalThis.location.reload();

/** The browser has no key to this desk. */
export function NotPairedScreen() {
  return (
    <Cover title="This browser does not own the desk yet">
      <p>
        The desk belongs to one browser. Nothing is shown and no order can be sent from here until
        this one is let in.
      </p>
      <p>
        Open the one-time link that stands in the terminal where <code>npm start</code> runs. Press
        Enter there for a new one; each works once.
      </p>
    </Cover>
  );
}

/** The page is there, its host is not. */
export function HostAwayScreen({ detail }: { readonly detail: string }) {
  return (
    <Cover title="The desk’s host does not answer">
      <p>
        The page needs its own host on this computer. Orders already at the broker keep working;
        nothing new can be sent from here.
      </p>
      <p>Look at the terminal where it runs. If it ended, start it again, then reload:</p>
      <CopyCommand command="npm start" />
      <p className="label">{detail}</p>
      <div>
        <Button kind="light" onClick={reload}>
          Reload the page
        </Button>
      </div>
    </Cover>
  );
}

export function NotFoundScreen() {
  return (
    <Cover title="There is nothing at this address">
      <p>
        No order was touched. <a href="/">Back to the desk</a>
      </p>
    </Cover>
  );
}
