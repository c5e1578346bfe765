import { pairingStorageKey } from '#config/host-api.ts';

/** Of these pages alone: they stand outside the built one, which a stranger does not get. */
const style = `
  :root { color-scheme: dark light; --back: #0f1114; --text: #d3d9e1; --strong: #f6f8fb; --muted: #9aa4b2; --line: #6d7684; --link: #9ecbff; }
  @media (prefers-color-scheme: light) {
    :root { --back: #ffffff; --text: #272d36; --strong: #0b0e13; --muted: #545e6c; --line: #7d8693; --link: #14558f; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; border: 2px solid var(--line);
    background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
  main { max-width: 520px; display: grid; gap: 14px; }
  h1 { margin: 0; font-size: 24px; line-height: 30px; color: var(--strong); }
  p { margin: 0; }
  p:last-child { color: var(--muted); }
  code, kbd { font: 13px ui-monospace, monospace; padding: 1px 6px; border: 1px solid var(--line); border-radius: 4px; }
  a { color: var(--link); text-underline-offset: 2px; }
`;

/** A page of the host itself. No script, nothing from outside: nothing to attack. */
const plainPage = (title: string, head: string, words: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="dark light">${head}
    <title>Strikedesk: ${title}</title>
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>Strikedesk</h1>
      ${words}
    </main>
  </body>
</html>
`;

/** Shown to a browser that does not belong to the desk. */
export function pairingPage(reason: 'stranger' | 'used-link'): string {
  const first =
    reason === 'used-link'
      ? 'This link has been used, or belongs to an earlier start. Each link works once.'
      : 'This browser does not belong to the desk yet.';
  return plainPage(
    'open your one-time link',
    '',
    `<p>${first}</p>
      <p>Open the link that stands in the terminal where <code>npm start</code> runs.
         Press <kbd>Enter</kbd> there for a new one.</p>
      <p>If you have just opened it, <a href="/">go on to the desk</a>.</p>`,
  );
}

/** Shown while the desk opens its database, or closes it. It asks again by itself. */
export const waitingPage: string = plainPage(
  'one moment',
  '\n    <meta http-equiv="refresh" content="1">',
  `<p>The desk is starting or stopping. This page tries again by itself.</p>
      <p>Orders already at the broker keep working. If nothing changes, look at the terminal
         where <code>npm start</code> runs.</p>`,
);

/** Hands the page's half of the pairing to the storage of this origin and goes on to the desk. */
export const pairedPage = (secret: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="strikedesk-pairing" content="${secret}">
    <meta name="color-scheme" content="dark light">
    <title>Strikedesk</title>
    <script src="/open/pair.js"></script>
  </head>
  <body><noscript>The desk needs JavaScript.</noscript></body>
</html>
`;

export const pairingScript = `const { content } = document.querySelector('meta[name="strikedesk-pairing"]');
localStorage.setItem(${JSON.stringify(pairingStorageKey)}, content);
location.replace('/');
`;
