/** Unbound, fetch refuses to be called as another object's method. */
export const pageFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);
