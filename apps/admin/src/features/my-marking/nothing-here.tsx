import { PageHeading } from "../../design/page-heading";
import { Panel } from "../../design/panel";

/** What whoever is no member of staff reads: that there is nothing here for them, and why. */
export function NothingHere() {
  return (
    <>
      <PageHeading title="There is nothing here for you" />
      <Panel className="max-w-2xl">
        <p>
          Tutor Times counts the time that tutors and convenors spend marking. You are not teaching in any unit, so no time of
          yours is counted, and there is nothing to show.
        </p>
        <p className="mt-3">
          Your tasks, submissions and feedback are where they always are: in OnTrack. How long somebody spent on your work is not
          shown to students.
        </p>
        <p className="mt-3 text-muted">
          Do you teach? Then ask the convenor of your unit to add you as a tutor; this page changes as soon as they have.
        </p>
      </Panel>
    </>
  );
}
