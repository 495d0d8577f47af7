import type { ReactNode } from "react";
import type { Membership, User } from "@/trpc/init";
import { Notice } from "@/ui/notice";
import { Mark } from "./mark";
import { Navigation } from "./navigation";
import { UserMenu, type OrganizationLink } from "./user-menu";

interface ShellProps {
  readonly user: User;
  readonly organization: Membership["organization"];
  readonly organizations: readonly OrganizationLink[];
  readonly children: ReactNode;
}

/** What stands around every screen of an organization. */
export const Shell = ({ user, organization, organizations, children }: ShellProps) => (
  <div className="flex h-dvh flex-col-reverse md:flex-row">
    <a
      href="#screen"
      className="sr-only rounded-md bg-raised px-3 py-2 shadow-raised focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
    >
      Skip to the screen
    </a>
    <div className="flex shrink-0 border-t bg-surface pb-[env(safe-area-inset-bottom)] md:w-56 md:flex-col md:gap-4 md:border-t-0 md:border-r md:bg-sunken md:p-2 md:pb-2">
      <div className="flex items-center gap-2.5 px-1.5 pt-1.5 max-md:hidden">
        <Mark className="size-7 shrink-0" />
        <p className="truncate font-semibold" title={organization.name}>
          {organization.name}
        </p>
      </div>
      <Navigation organization={organization.slug} />
      <div className="md:mt-auto">
        <UserMenu user={user} organization={organization} organizations={organizations} />
      </div>
    </div>
    <div id="screen" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
      {organization.status === "suspended" && (
        <Notice tone="warn" title="This organization is suspended" className="m-2">
          What customers write is kept, but no flow runs and nothing is sent. Ask who runs this deployment.
        </Notice>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </div>
  </div>
);
