import { show, type Example } from "./example";

export const tokens: Record<string, Example> = {
  "tokens.list": async (client) => {
    const { tokens: mine } = await client.tokens.list.query();
    for (const { name, scope, expiresAt, lastUsedAt } of mine) show(name, scope, expiresAt, lastUsedAt);
  },

  "tokens.create": async (client) => {
    const { token } = await client.tokens.create.mutate({ name: "Weekly export", scope: "read", days: 90 });
    show(token); // shown this once; use it as auth: { kind: "bearer", token }
  },

  "tokens.revoke": async (client) => {
    await client.tokens.revoke.mutate({ tokenId: 5 });
  },
};
