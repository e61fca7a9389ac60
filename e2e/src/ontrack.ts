import type { ServedApp } from "./served-app";
import type { Person } from "./world";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** OnTrack's front end: calls the server with its two headers. */
export class OnTrack {
  readonly #app: ServedApp;
  readonly credentials: { readonly username: string; readonly token: string };

  /** Throws if `person` is not let in. */
  static async signIn(app: ServedApp, person: Person, { remember = false } = {}): Promise<OnTrack> {
    const { username, password } = person;
    const { status, body } = await call(app, "POST", "/auth", {}, { username, password, remember });
    if (status !== 201 || typeof body !== "object" || body === null || !("auth_token" in body)) {
      throw new Error(`POST /api/auth answered ${status} ${JSON.stringify(body)}`);
    }
    return new OnTrack(app, { username, token: String(body.auth_token) });
  }

  private constructor(app: ServedApp, credentials: OnTrack["credentials"]) {
    this.#app = app;
    this.credentials = credentials;
  }

  /** What a typed procedure that reads answers. */
  async ask(procedure: string, input: object): Promise<unknown> {
    const { body } = await this.call("GET", `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`);
    if (typeof body !== "object" || body === null || !("result" in body))
      throw new Error(`${procedure}: ${JSON.stringify(body)}`);
    const { result } = body;
    return typeof result === "object" && result !== null && "data" in result ? result.data : null;
  }

  /** `path` without the prefix `/api`. */
  call(method: "GET" | "PUT" | "POST", path: string, body?: object): Promise<Answer> {
    const { username, token } = this.credentials;
    return call(this.#app, method, path, { Username: username, "Auth-Token": token }, body);
  }
}

async function call(
  app: ServedApp,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${app.url}/api${path}`, {
    method,
    headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}
