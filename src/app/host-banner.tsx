import { Banner } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';

import { hostTrouble, type HostState } from '#queries/host-state.ts';

const reload = () => globalThis.location.reload();

/** The page without its host can do nothing: said above everything else. Not a chunk of its own, as nobody would bring it. */
export function HostBanner({ state }: { readonly state: Exclude<HostState, 'here'> }) {
  const { text, canReload } = words[state];
  return (
    <div className="strip">
      <Banner
        tone="block"
        title={`${hostTrouble[state]}.`}
        {...(canReload
          ? {
              actions: (
                <Button kind="light" onClick={reload}>
                  Reload the page
                </Button>
              ),
            }
          : {})}
      >
        <p>Nothing can be sent or cancelled from here; orders at the broker keep working. {text}</p>
      </Banner>
    </div>
  );
}

const words: Record<
  Exclude<HostState, 'here'>,
  { readonly text: string; readonly canReload: boolean }
> = {
  away: {
    text: 'Look at the terminal where npm start runs; if it ended, start it again. The desk comes back by itself.',
    canReload: false,
  },
  restarted: {
    text: 'This page still has the key of the start before. Reload it to go on; what is written in the ticket is dropped.',
    canReload: true,
  },
  unpaired: {
    text: 'Open the one-time link that npm start printed.',
    canReload: false,
  },
};
