import { DomainError } from "./errors";
import { SYSTEM_ROLES, type SystemRole } from "./viewer";

/** What an account says of its holder. */
export interface PersonDetails {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly systemRole: SystemRole;
}

const LONGEST_NAME = 100;

/** Whether `text`, in lower case, can be a username: 1 to 100 letters, digits and `. _ @ -`. */
export function isUsername(text: string): boolean {
  return /^[\p{L}\p{N}._@-]{1,100}$/u.test(text);
}

/** Whether `text` has the form of an e-mail address. */
export function isEmailAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** The details as they are stored: trimmed, username and address in lower case. Throws DomainError `invalid`. */
export function checkPerson(given: PersonDetails): PersonDetails {
  const username = given.username.trim().toLowerCase();
  const email = given.email.trim().toLowerCase();
  const names = { firstName: given.firstName.trim(), lastName: given.lastName.trim() };
  if (!isUsername(username)) {
    throw new DomainError(
      "invalid",
      `username is invalid: "${username}" is not 1 to 100 letters, digits and . _ @ -`,
      "username",
    );
  }
  if (email.length > 320 || !isEmailAddress(email)) {
    throw new DomainError("invalid", `email is invalid: "${email}" is no e-mail address`, "email");
  }
  if (names.firstName === "" && names.lastName === "") {
    throw new DomainError("invalid", "last_name is invalid: a person has a name", "last_name");
  }
  for (const [field, name] of [
    ["first_name", names.firstName],
    ["last_name", names.lastName],
  ] as const) {
    if (name.length > LONGEST_NAME) {
      throw new DomainError("invalid", `${field} is invalid: it is longer than ${LONGEST_NAME} characters`, field);
    }
  }
  if (!SYSTEM_ROLES.includes(given.systemRole)) {
    throw new DomainError("invalid", `system_role is invalid: "${given.systemRole}" is none`, "system_role");
  }
  return { username, email, ...names, systemRole: given.systemRole };
}
