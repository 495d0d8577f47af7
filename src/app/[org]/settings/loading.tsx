import { Skeleton } from "@/ui/skeleton";

export default function SettingsLoading() {
  return (
    <div aria-label="Loading" role="status" className="grid gap-5">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-36 rounded-lg" />
    </div>
  );
}
