import type { Action } from "@tutor-times/core/actions";

const WORDS: Record<Action, string> = {
  assessing: "Set the status",
  "add-comment": "Wrote a comment",
  "get-comments": "Read the comments",
  "delete-comment": "Deleted a comment",
  "get-comment-attachment": "Opened the attachment of a comment",
  "mark-comment-unread": "Marked a comment as unread",
  "get-submission-details": "Opened the submission",
  "get-submission-files": "Opened the files of the submission",
};

/** What somebody did, in words. Saving the same status again is an act, but no assessment. */
export function actWords({ action, statusChanged }: { readonly action: Action; readonly statusChanged: boolean }): string {
  return action === "assessing" && !statusChanged ? "Saved the same status again" : WORDS[action];
}
