/** Signs somebody in at the sign-in page's own address, as a browser does; returns the cookies of their session. */
export async function signInBrowser(url: string, username: string, password: string): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: url, cookie: cookiesOf(asked), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, username, password, json: "true", callbackUrl: url }),
  });
  await answer.text();
  const cookies = cookiesOf(answer);
  if (!cookies.includes("session-token=")) throw new Error(`${username} could not sign in: ${answer.status}`);
  return cookies;
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
