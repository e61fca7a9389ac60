import type { PersonalScope } from "@tutor-times/core/token-scopes";

/** What a token of each scope may do, for people. */
export const SCOPE_WORDS: Record<PersonalScope, string> = {
  read: "read my figures",
  track: "read, comment, assess and report my attention",
};
