import { show, type Example } from "./example";

export const serviceAccounts: Record<string, Example> = {
  "serviceAccounts.list": async (client) => {
    const { accounts } = await client.serviceAccounts.list.query();
    for (const { name, createsUnknown, tokens } of accounts) show(name, createsUnknown, tokens.length);
  },

  "serviceAccounts.create": async (client) => {
    const { id } = await client.serviceAccounts.create.mutate({
      name: "OnTrack",
      createsUnknown: true,
      timezone: "Australia/Melbourne",
    });
    show(id);
  },

  "serviceAccounts.change": async (client) => {
    await client.serviceAccounts.change.mutate({ serviceAccountId: 1, createsUnknown: false });
  },

  "serviceAccounts.close": async (client) => {
    await client.serviceAccounts.close.mutate({ serviceAccountId: 1 });
  },

  "serviceAccounts.issueToken": async (client) => {
    const { token, expiresAt } = await client.serviceAccounts.issueToken.mutate({ serviceAccountId: 1, name: "2026", days: 365 });
    show(token, expiresAt); // shown this once
  },

  "serviceAccounts.revokeToken": async (client) => {
    await client.serviceAccounts.revokeToken.mutate({ tokenId: 8 });
  },
};
