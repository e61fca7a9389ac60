import type { Metadata } from "next";
import { signedInProfile } from "../../../auth/profile";
import { PageHeading } from "../../../design/page-heading";
import { Panel, PanelHeading } from "../../../design/panel";
import { CalendarAddress } from "../../../features/profile/calendar-address";
import { SignOutEverywhere } from "../../../features/profile/sign-out-everywhere";
import { OwnTokens } from "../../../features/profile/tokens";
import { ZoneForm } from "../../../features/profile/zone-form";
import { forPage } from "../../../trpc/server";

const PATH = "/profile";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const profile = await signedInProfile(PATH);
  const tokens = await forPage(PATH, (procedures) => procedures.tokens.list());
  const timezone = profile.timezone ?? profile.units[0]?.timezone ?? "UTC";
  const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", timezone])].toSorted();
  return (
    <>
      <PageHeading
        title="Profile"
        line={
          <>
            <bdi>
              {profile.firstName} {profile.lastName}
            </bdi>{" "}
            · {profile.username} · {profile.email}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Panel aria-labelledby="zone-heading">
          <PanelHeading id="zone-heading" title="Days and times" />
          <p className="mb-4 max-w-prose text-sm text-muted">
            A day is a day of this zone: it decides in which day and week your time is shown. Every page can show another zone for
            once.
          </p>
          <ZoneForm current={profile.timezone} zones={zones} />
        </Panel>
        <Panel aria-labelledby="tokens-heading">
          <PanelHeading id="tokens-heading" title="Tokens" />
          <OwnTokens initial={tokens} timezone={timezone} />
        </Panel>
        <Panel id="calendar" aria-labelledby="calendar-heading">
          <PanelHeading id="calendar-heading" title="Calendar" />
          <p className="mb-4 max-w-prose text-sm text-muted">
            A calendar program that subscribes to an address of yours shows your marking sessions beside everything else. Whoever
            has the address sees when you marked and for which unit, no student and no task, and can do nothing else. You can
            revoke it above, among the tokens.
          </p>
          <CalendarAddress />
        </Panel>
        <Panel aria-labelledby="sign-ins-heading">
          <PanelHeading id="sign-ins-heading" title="Sign-ins" />
          <p className="mb-4 max-w-prose text-sm text-muted">
            If you left yourself signed in somewhere, or lost a device, end all sign-ins at once.
          </p>
          <SignOutEverywhere />
        </Panel>
      </div>
    </>
  );
}
