/** Below this, Next keeps what is the same for everybody: scripts, styles, fonts. */
const FILES = "/_next/static/";

/** The path of an address as Next reads it: decoded, without `.` and `..`; null if it cannot be decoded. */
export function plainPath(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url.replace(/^[/\\]+/, "/"), "http://here.invalid").pathname);
  } catch {
    return null;
  }
}

/** Whether a path is that of a file which is the same for everybody and costs next to nothing. */
export function isStaticFile(path: string): boolean {
  return path.startsWith(FILES);
}

/**
 * Whether a path can be meant for Next. What else begins with `_` is its own business: the page for errors outside of all
 * pages, which is always a 500, and a service that fetches and resizes images, of which there are none.
 */
export function isForPages(path: string): boolean {
  return !path.startsWith("/_") || isStaticFile(path);
}
