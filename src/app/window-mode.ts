import { useEffect } from 'react';

import { deriveFrame, frameTitles, type DeskFrame } from '#features/mode-switcher/frame-mode.ts';
import { useDeskMode } from '#queries/connection.ts';
import { useAppearance } from '#stores/appearance.ts';

/** Colour of the favicon's bar: the same four frames as the window. */
const frameColours: Record<DeskFrame, string> = {
  unproven: '#838d9b',
  practice: '#b4bcc8',
  'ibkr-paper': '#8ba4ff',
  'ibkr-live': '#ff8a3d',
};

/** The tab's picture: the mark, underlined by the mode. Live is a full block, so that it is told without hue. */
function faviconOf(frame: DeskFrame): string {
  const colour = frameColours[frame];
  const bar =
    frame === 'ibkr-live'
      ? `<rect width="32" height="32" rx="6" fill="${colour}"/>`
      : `<rect width="32" height="32" rx="6" fill="#0f1114"/><rect y="27" width="32" height="5" fill="${colour}"/>`;
  const ink = frame === 'ibkr-live' ? '#190b00' : '#f6f8fb';
  const mark = `<path d="M4 21h10L26 7" fill="none" stroke="${ink}" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/>`;
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${bar}${mark}</svg>`)}`;
}

/** Title of the window: mode first, then the account, then where one is. */
function titleOf(frame: DeskFrame, accountId: string | null, place: string): string {
  return [frameTitles[frame], accountId, place, 'Strikedesk']
    .filter((part) => part !== null && part !== '')
    .join(' | ');
}

/** Makes the whole window say which money it is: frame, title, favicon; and gives it theme and hues. */
export function useWindowMode(place: string): void {
  const { environment, proof, accountId } = useDeskMode();
  const frame = deriveFrame(environment, proof);
  const { theme, pnlHues } = useAppearance();
  useEffect(() => {
    document.body.dataset['mode'] = frame;
    document.title = titleOf(frame, accountId, place);
    document.querySelector('link[rel="icon"]')?.setAttribute('href', faviconOf(frame));
  }, [frame, accountId, place]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['pnl'] = pnlHues;
  }, [theme, pnlHues]);
}
