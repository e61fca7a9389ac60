import type { ServedApp } from "./served-app";
import type { Person } from "./world";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** OnTrack's front end: calls the server with its two headers. */
export class OnTrack {
  readonly #app: ServedApp;
  readonly #headers: Readonly<Record<string, string>>;

  /** Throws if `person` is not let in. */
  static async signIn(app: ServedApp, person: Person): Promise<OnTrack> {
    const { username, password } = person;
    const { status, body } = await call(app, "POST", "/auth", {}, { username, password, remember: false });
    if (status !== 201 || typeof body !== "object" || body === null || !("auth_token" in body)) {
      throw new Error(`POST /api/auth answered ${status} ${JSON.stringify(body)}`);
    }
    return new OnTrack(app, { Username: username, "Auth-Token": String(body.auth_token) });
  }

  private constructor(app: ServedApp, headers: Readonly<Record<string, string>>) {
    this.#app = app;
    this.#headers = headers;
  }

  /** `path` without the prefix `/api`. */
  call(method: "GET" | "PUT" | "POST", path: string, body?: object): Promise<Answer> {
    return call(this.#app, method, path, this.#headers, body);
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
