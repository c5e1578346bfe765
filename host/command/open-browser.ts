import { spawn } from 'node:child_process';

type Opener = readonly [command: string, ...args: string[]];

/** The program that opens an address in the user's browser. No shell is involved: the address is one argument. */
export function openerFor(platform: NodeJS.Platform, url: string): Opener {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

/** Opens the address, or does nothing on a machine without a browser: the link stands in the terminal. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [command, ...args] = openerFor(platform, url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true, shell: false });
  child.on('error', () => undefined);
  child.unref();
}
