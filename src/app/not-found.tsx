import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";

export default function NotFound() {
  const home = (
    <Button asChild>
      <Link href="/">Go to your organization</Link>
    </Button>
  );
  return (
    <main className="grid min-h-dvh place-items-center">
      <Empty icon={SearchX} title="There is nothing here" action={home}>
        The address may be wrong, or what it named is gone, or it belongs to others.
      </Empty>
    </main>
  );
}
