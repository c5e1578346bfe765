import { pairingStorageKey } from '#config/host-api.ts';

/** Shown to a browser that does not belong to the desk. Plain HTML: no script, no style, nothing to attack. */
export function pairingPage(reason: 'stranger' | 'used-link'): string {
  const first =
    reason === 'used-link'
      ? 'This link has been used, or belongs to an earlier start. Each link works once.'
      : 'This browser does not belong to the desk yet.';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="dark light">
    <title>Strikedesk: open your one-time link</title>
  </head>
  <body>
    <main>
      <h1>Strikedesk</h1>
      <p>${first}</p>
      <p>Look at the terminal in which <code>npm start</code> runs and open the link it shows.
         Press Enter there for a new one.</p>
      <p>If you have just opened it, <a href="/">go on to the desk</a>.</p>
    </main>
  </body>
</html>
`;
}

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
