"use client";

import { Button } from "@/ui/button";
import { signOut } from "./sign-out";

export const SignOutButton = () => <Button onClick={() => void signOut()}>Sign out</Button>;
