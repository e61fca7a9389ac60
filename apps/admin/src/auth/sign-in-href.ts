/** The address of the sign-in page that leads on to `next`, an address of ours. */
export function signInHref(next: string): string {
  return next === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ next }).toString()}`;
}

/** `next` if it is an address within this site, else the home page: nobody is sent elsewhere after signing in. */
export function safeNext(next: string | undefined): string {
  const origin = "http://here.invalid";
  if (next === undefined || !next.startsWith("/") || !URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : "/";
}
