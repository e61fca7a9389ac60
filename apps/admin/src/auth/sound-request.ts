/** next-auth's cookies in which it keeps where to go after signing in. */
const CALLBACK_COOKIE = /(?:^|;\s*)(?:__Secure-|__Host-)?next-auth\.callback-url(?:=([^;]*)|(?=;|$))/g;

/** What Next takes a cookie for that is a name and nothing else. */
const NAME_ALONE = "true";

/**
 * Why next-auth could not make sense of a request, or null if it can. It answers such requests with a 500, so they are
 * refused before: a body that is no JSON though it says so, somewhere to go on to that is no address, a sign-in by GET.
 */
export async function unsoundness(request: Request): Promise<string | null> {
  const url = new URL(request.url);
  if (request.method === "GET" && url.pathname.endsWith("/callback/credentials")) return "Signing in is a POST";
  const wanted: unknown[] = [
    // The last of several is the one that it takes.
    ...url.searchParams.getAll("callbackUrl"),
    ...[...(request.headers.get("cookie") ?? "").matchAll(CALLBACK_COOKIE)].map(([, value]) => decoded(value ?? NAME_ALONE)),
  ];
  if (request.method === "POST") {
    const body = await request
      .clone()
      .text()
      .catch(() => null);
    if (body === null) return "The request was cut off";
    // As next-auth decides it, wherever in the header that stands.
    const isJson = (request.headers.get("content-type") ?? "").includes("application/json");
    const fields = isJson ? parsed(body) : Object.fromEntries(new URLSearchParams(body));
    if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return "The body is no valid JSON";
    wanted.push("callbackUrl" in fields ? fields.callbackUrl : null);
  }
  return wanted.every(isAddress) ? null : "callbackUrl is invalid";
}

/** What next-auth can go on to: nothing, a path of this site, or a whole address (which it holds against this site itself). */
function isAddress(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (typeof value !== "string") return false;
  const base = value.startsWith("/") ? "http://here.invalid" : undefined;
  return URL.canParse(value, base) && /^https?:$/.test(new URL(value, base).protocol);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "%";
  }
}
