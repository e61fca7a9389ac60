/** Every act that is evidence of marking (domain §2). */
export const ACTIONS = [
  "assessing",
  "add-comment",
  "get-comments",
  "delete-comment",
  "get-comment-attachment",
  "mark-comment-unread",
  "get-submission-details",
  "get-submission-files",
] as const;
export type Action = (typeof ACTIONS)[number];

/** The acts a client may report by itself; the others are recorded by what performs them. */
export const READING_ACTIONS = [
  "get-comments",
  "get-comment-attachment",
  "get-submission-details",
  "get-submission-files",
] as const satisfies readonly Action[];
export type ReadingAction = (typeof READING_ACTIONS)[number];

/** What attention is spent on: looking, or writing. */
export const ATTENTION_KINDS = ["reading", "typing"] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** What one activity adds to the counts of its session (domain rule 9). */
export function countsOf(activity: { readonly action: Action; readonly statusChanged: boolean }): {
  readonly assessments: 0 | 1;
  readonly commentsAdded: 0 | 1;
  readonly submissionsOpened: 0 | 1;
} {
  return {
    assessments: activity.action === "assessing" && activity.statusChanged ? 1 : 0,
    commentsAdded: activity.action === "add-comment" ? 1 : 0,
    submissionsOpened: activity.action === "get-submission-details" ? 1 : 0,
  };
}
