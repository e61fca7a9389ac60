import type { ReactNode } from "react";
import { TextLink } from "../../design/text-link";
import { formatMinutes } from "../../format/duration";
import { formatMoment } from "../../format/moments";
import type { SessionLinks, ShownSession } from "./session-types";

type Bound = ShownSession["bounds"]["begins"];

/** Why a session begins and ends where it does, a sentence each, with the sessions next to it. */
export function WhyHere({ shown, timezone, links }: { shown: ShownSession; timezone: string; links: SessionLinks }) {
  const { begins, ends } = shown.bounds;
  const threshold = formatMinutes(shown.policy.thresholdMinutes);
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
      <dt className="text-muted">Begins here</dt>
      <dd>{words(begins, { side: "before", threshold, timezone, links })}</dd>
      <dt className="text-muted">Ends here</dt>
      <dd>{words(ends, { side: "after", threshold, timezone, links })}</dd>
    </dl>
  );
}

function words(
  bound: Bound,
  { side, threshold, timezone, links }: { side: "before" | "after"; threshold: string; timezone: string; links: SessionLinks },
): ReactNode {
  switch (bound.why) {
    case "tutorial":
      return (
        <>
          Cut here: tutorial {bound.name} {bound.edge}. The same sitting{" "}
          <TextLink href={links.session(bound.other)}>
            {side === "before" ? "began in the session before" : "goes on in the next session"}
          </TextLink>
          . No time is lost or added at a cut.
        </>
      );
    case "removed":
      return (
        <>
          The <TextLink href={links.session(bound.other)}>session {side}</TextLink> was removed, and no sitting reaches across its
          time.
        </>
      );
    case "open":
      return <>It is still open: whatever happens within {threshold} of its end extends it.</>;
    case "silence":
      return bound.other === null || bound.at === null ? (
        <>Nothing else from the same place lies {side === "before" ? "before" : "after"} it.</>
      ) : (
        <>
          Nothing happened for {threshold} or longer.{" "}
          <TextLink href={links.session(bound.other)}>
            The session {side} {side === "before" ? "ended" : "began"} {formatMoment(bound.at, timezone)}
          </TextLink>
          .
        </>
      );
  }
}
