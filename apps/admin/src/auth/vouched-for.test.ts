import { expect, test } from "vitest";
import { readOidcSettings, type OidcSettings } from "./oidc-settings";
import { vouchedFor } from "./vouched-for";

function settings(more: Record<string, string> = {}): OidcSettings {
  const provider = { OIDC_ISSUER: "https://login.example.edu", OIDC_CLIENT_ID: "times", OIDC_CLIENT_SECRET: "secret" };
  const read = readOidcSettings({ ...provider, ...more });
  if (read === null || "problems" in read) throw new Error(JSON.stringify(read));
  return read;
}

const ada = {
  sub: "ada-1",
  preferred_username: "ada",
  email: "ada@example.edu",
  email_verified: true,
  given_name: "Ada",
  family_name: "L",
};

test("a provider's claims are read under their usual names", () => {
  expect(vouchedFor(settings(), ada)).toEqual({
    issuer: "https://login.example.edu",
    subject: "ada-1",
    username: "ada",
    email: "ada@example.edu",
    emailVerified: true,
    firstName: "Ada",
    lastName: "L",
    roles: [],
  });
});

test("claims have the names that the configuration gives them", () => {
  const names = {
    OIDC_USERNAME_CLAIM: "uid",
    OIDC_EMAIL_CLAIM: "mail",
    OIDC_FIRST_NAME_CLAIM: "first",
    OIDC_LAST_NAME_CLAIM: "last",
  };
  const claims = { sub: "ada-1", uid: "al", mail: "al@example.edu", email_verified: true, first: "A", last: "B" };
  expect(vouchedFor(settings(names), claims)).toMatchObject({
    username: "al",
    email: "al@example.edu",
    emailVerified: true,
    firstName: "A",
    lastName: "B",
  });
});

test("that the provider verified one address says nothing of another one", () => {
  const mail = settings({ OIDC_EMAIL_CLAIM: "mail" });
  expect(vouchedFor(mail, { ...ada, mail: "root@example.edu" })).toMatchObject({
    email: "root@example.edu",
    emailVerified: false,
  });
  expect(vouchedFor(mail, { ...ada, mail: "ADA@example.edu" })).toMatchObject({ emailVerified: true });
});

test.each(["true", 1, "yes", null, undefined, {}])("an address that is verified %j is not", (email_verified) => {
  expect(vouchedFor(settings(), { ...ada, email_verified })).toMatchObject({ emailVerified: false });
});

test("groups are roles, in units whose names may hold colons, whether there is one or a list of them", () => {
  const withGroups = settings({ OIDC_GROUP_ROLES: '{"staff": "SIT101:tutor", "leads": "FIT:2026:convenor"}' });
  const rolesOf = (groups: unknown) => vouchedFor(withGroups, { ...ada, groups })?.roles;
  expect(rolesOf(["staff", "leads", "others"])).toEqual([
    { unit: "SIT101", role: "tutor" },
    { unit: "FIT:2026", role: "convenor" },
  ]);
  expect(rolesOf("staff")).toEqual([{ unit: "SIT101", role: "tutor" }]);
  for (const nothing of [undefined, "staff leads", { staff: true }, [["staff"]], ["__proto__"]])
    expect(rolesOf(nothing)).toEqual([]);
});

test.each([{ sub: undefined }, { sub: "" }, { sub: 7 }, { sub: "a\0b" }, { sub: "a".repeat(256) }])(
  "with %j nobody is meant",
  (said) => {
    expect(vouchedFor(settings(), { ...ada, ...said })).toBeNull();
  },
);

test("claims of another kind than expected say nothing", () => {
  const odd = { ...ada, preferred_username: ["root"], email: { a: 1 }, given_name: 7, family_name: null };
  expect(vouchedFor(settings(), odd)).toMatchObject({ username: null, email: null, firstName: "", lastName: "" });
});
