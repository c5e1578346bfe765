import { createHash } from 'node:crypto';

interface Page {
  readonly html: string;
  /** The Host the page is served under. */
  readonly host: string;
  /** Address of hosted Supabase, or null. */
  readonly supabaseUrl: string | null;
}

/**
 * The policy of the built page: its own scripts only, none inline, and styles of the document by their hash.
 * React's `style` attributes are set through the object model, which the policy does not concern.
 */
export function contentSecurityPolicy({ html, host, supabaseUrl }: Page): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...inlineStyleHashes(html)].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    connectSource(host, supabaseUrl),
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** The dev server injects scripts and styles of its own, and its client needs its socket. */
export function devContentSecurityPolicy({ host, supabaseUrl }: Omit<Page, 'html'>): string {
  return [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    connectSource(host, supabaseUrl),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Where the page may call: home, and the hosted database. */
function connectSource(host: string, supabaseUrl: string | null): string {
  // 'self' does not cover ws: in every browser. IPv6 literals cannot be written in a policy; there 'self' must do.
  const socket = host.startsWith('[') ? [] : [`ws://${host}`];
  const hosted = supabaseUrl === null ? [] : [supabaseUrl, supabaseUrl.replace(/^http/, 'ws')];
  return ["connect-src 'self'", ...socket, ...hosted].join(' ');
}

export const noContentPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

/** Sources for `style-src`: the document's own inline styles, each by its hash. */
export function inlineStyleHashes(html: string): string[] {
  return [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(
    ([, style]) =>
      `'sha256-${createHash('sha256')
        .update(style ?? '')
        .digest('base64')}'`,
  );
}
