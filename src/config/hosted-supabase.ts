/** A project on supabase.com, or one's own Supabase server. */
export interface HostedSupabase {
  readonly url: string;
  /** The public key; access is decided by row level security. */
  readonly key: string;
}

/** Needs the address and the public key; one alone is a mistake, not a choice. */
export function parseHostedSupabase(
  text: (name: string) => string | null,
  blame: (variable: string, message: string) => void,
): HostedSupabase | null {
  const url = text('VITE_SUPABASE_URL');
  const publishable = text('VITE_SUPABASE_PUBLISHABLE_KEY');
  const key = publishable ?? text('VITE_SUPABASE_ANON_KEY');
  const keyName = publishable === null ? 'VITE_SUPABASE_ANON_KEY' : 'VITE_SUPABASE_PUBLISHABLE_KEY';
  if (url === null && key === null) return null;
  const urlProblem = urlProblemOf(url, keyName);
  if (urlProblem !== null) blame('VITE_SUPABASE_URL', urlProblem);
  const keyProblem = supabaseKeyProblem(key);
  if (keyProblem !== null) blame(keyName, keyProblem);
  return { url: url ?? '', key: key ?? '' };
}

const missing = (other: string) => `it is missing, but ${other} is set. Set both, or neither.`;

function urlProblemOf(text: string | null, keyName: string): string | null {
  if (text === null) return missing(keyName);
  const example = 'it must be like https://abc.supabase.co';
  if (!URL.canParse(text)) return `it is "${text}"; ${example}.`;
  const { protocol, hostname, origin } = new URL(text);
  if (text !== origin && text !== `${origin}/`)
    return `it is "${text}"; ${example}, without a path.`;
  const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1';
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback)) return null;
  return `it is "${text}"; ${example}, with https.`;
}

/** Refuses keys that pass by every row level policy: they would be handed to a page. Never repeats the key. */
function supabaseKeyProblem(key: string | null): string | null {
  if (key === null) return missing('VITE_SUPABASE_URL');
  if (key.startsWith('sb_secret_') || jwtRole(key) === 'service_role')
    return 'it is a secret (service role) key, which overrides every access rule. Use the publishable (anon) key.';
  if (/\s/.test(key) || key.length < 20) return 'it does not look like a Supabase key.';
  return null;
}

function jwtRole(key: string): unknown {
  const payload = key.split('.')[1];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims === 'object' && claims !== null && 'role' in claims ? claims.role : null;
  } catch {
    return null;
  }
}
