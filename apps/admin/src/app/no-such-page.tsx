import { StatusPage } from "./status-page";

export function NoSuchPage() {
  return (
    <StatusPage code="404" title="There is no such page">
      The address may be mistyped, or it belongs to a unit in which you have no role.
    </StatusPage>
  );
}
