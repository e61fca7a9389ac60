/** Tells the server in which zone the browser's clock is, so that pages can say so when they are first drawn. */
export const BROWSER_ZONE_COOKIE = "browser-zone";

const A_YEAR_SECONDS = 365 * 24 * 60 * 60;

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Keeps the browser's zone for the pages to come. */
export function rememberBrowserZone(): void {
  document.cookie = `${BROWSER_ZONE_COOKIE}=${browserZone()}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`;
}
