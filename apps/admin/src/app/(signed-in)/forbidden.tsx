import { StatusPage } from "../status-page";

export default function Forbidden() {
  return (
    <StatusPage code="403" title="This is not yours to see">
      The time of a whole unit is shown to its convenors; whoever marks sees their own under “My marking”. If you should see this
      page, ask a convenor of the unit.
    </StatusPage>
  );
}
