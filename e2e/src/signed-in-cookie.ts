import type { Person } from "./world";

/** What a browser's `Cookie` header is once `person` has signed in at the site, for requests that no browser makes. */
export async function signedInCookie(url: string, { username, password }: Person): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(asked), "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ csrfToken, username, password, json: "true" }),
  });
  const cookie = cookiesOf(answer);
  if (!cookie.includes("session-token")) throw new Error(`${username} was not let in: ${answer.status}`);
  return cookie;
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
}
