import { PERSONAL_SCOPES, type PersonalScope } from "@tutor-times/core/token-scopes";

/** What a token of each scope may do, for people. */
export const SCOPE_WORDS: Record<PersonalScope, string> = {
  read: "read my figures",
  track: "read, comment, assess and report my attention",
  feed: "show my sessions to a calendar",
};

/** What a token can be made for; the one of a calendar is part of its address, and is made with it. */
export const PROGRAM_SCOPES = PERSONAL_SCOPES.filter((scope) => scope !== "feed");
