import { useWorkingOrderCount } from '#queries/session.ts';

export interface BannerParts {
  readonly loginUrl: string | null;
  readonly onDismiss: () => void;
  readonly onOpenConnections: () => void;
}

/** What survives, always said: orders at the broker do not depend on this desk. */
export function KeepsWorking() {
  const count = useWorkingOrderCount();
  if (count === null) return <>Orders at the broker keep working.</>;
  if (count === 0) return <>No order is working at the broker.</>;
  return <>{count === 1 ? '1 order keeps' : `${count} orders keep`} working at the broker.</>;
}

/** Opens the gateway's own page: the desk never sees a password. */
export function LoginLink({
  url,
  children,
}: {
  readonly url: string | null;
  readonly children: string;
}) {
  if (url === null) return null;
  return (
    <a className="btn btn-light" href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
