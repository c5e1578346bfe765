import { useState } from 'react';

import { useTakeLead } from '#queries/connection.ts';
import { Banner } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';

interface FollowerBannerProps {
  /** An order of the leading tab is on its way or in question. */
  readonly isTalking: boolean;
}

/** This tab only looks. Taking the lead costs a second click while the other tab is in the middle of an order. */
export function FollowerBanner({ isTalking }: FollowerBannerProps) {
  const [isWarned, setWarned] = useState(false);
  const take = useTakeLead();
  const isWarning = isTalking && isWarned;
  // Whether it is in the middle of an order is known best by the host: a plain wish is refused there.
  const ask = () => take.mutate(false, { onSuccess: (isTaken) => setWarned(!isTaken) });
  return (
    <Banner
      tone={isWarning ? 'warn' : 'info'}
      icon="desk"
      title={
        isWarning
          ? 'An order is in question in the other tab.'
          : 'Another tab of this desk leads; this one is read-only.'
      }
      actions={
        isWarning ? (
          <>
            <Button kind="light" onClick={() => setWarned(false)}>
              Leave it there
            </Button>
            <Button disabled={take.isPending} onClick={() => take.mutate(true)}>
              Take over, its question stays unanswered
            </Button>
          </>
        ) : (
          <Button disabled={take.isPending} onClick={ask}>
            Take over here
          </Button>
        )
      }
    >
      <p>
        {isWarning
          ? 'Answer it there. If you take over now, nobody can answer it any more, and an order the broker asked about is not sent; one that is just being sent goes on.'
          : 'Orders are written and sent in the other tab. Here you see the same prices, orders and positions, and can cancel.'}
      </p>
    </Banner>
  );
}
